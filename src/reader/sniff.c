#include "reader/sniff.h"

#include "base/mem.h"

#include <string.h>
#include <strings.h>

enum { LOOK = 4096 };

static bool begins(const char *bytes, size_t n, const char *with, size_t len)
{
	return n >= len && memcmp(bytes, with, len) == 0;
}

/* UTF-16LE, as the names of streams stand in an OLE2 file */
static bool has_stream(const char *bytes, size_t n, const char *name)
{
	char wide[64];
	size_t len = 0;
	for (; name[len / 2]; len += 2) {
		wide[len] = name[len / 2];
		wide[len + 1] = 0;
	}
	return memmem(bytes, n, wide, len) != NULL;
}

static const char *of_ole2(const char *bytes, size_t n)
{
	static const struct {
		const char *stream, *name;
	} t[] = {
		{"EncryptedPackage", "Excel, encrypted"},
		{"WordDocument", "Word (.doc)"},
		{"PowerPoint Document", "PowerPoint (.ppt)"},
		{"Workbook", "Excel (.xls)"},
		{"Book", "Excel (.xls)"},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		if (has_stream(bytes, n, t[i].stream))
			return t[i].name;
	return "OLE2";
}

static const char *of_first_bytes(const char *bytes, size_t n)
{
	static const struct {
		const char *with;
		size_t len;
		const char *name;
	} t[] = {
		{"\x09\x08", 2, "Excel (.xls)"},
		{"\x09\x04\x06\x00", 4, "Excel (.xls)"},
		{"\x09\x02\x06\x00", 4, "Excel (.xls)"},
		{"\x09\x00\x04\x00", 4, "Excel (.xls)"},
		{"%PDF", 4, "PDF"},
		{"{\\rtf", 5, "RTF"},
		{"\xFF\xD8\xFF", 3, "JPEG"},
		{"\x89PNG", 4, "PNG"},
		{"GIF8", 4, "GIF"},
		{"II*\0", 4, "TIFF"},
		{"MM\0*", 4, "TIFF"},
		{"Rar!", 4, "RAR"},
		{"7z\xBC\xAF", 4, "7z"},
		{"\x1F\x8B", 2, "gzip"},
		{"SQLite format 3", 15, "SQLite"},
		{"\0\1\0\0Standard ", 13, "Access (.mdb)"},
		{"\x7F"
		 "ELF",
			4, "ELF"},
		{"MZ\x90\0", 4, "EXE"},
	};
	if (begins(bytes, n, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
		return of_ole2(bytes, n);
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		if (begins(bytes, n, t[i].with, t[i].len))
			return t[i].name;
	return NULL;
}

/* Text that is marked up: programs write such and call it .xls. */
static const char *of_markup(const char *bytes, size_t n, bool *ret_ods)
{
	char head[LOOK + 1];
	size_t skip = begins(bytes, n, "\xEF\xBB\xBF", 3) ? 3 : 0;
	while (skip < n && strchr(" \t\r\n", bytes[skip]) && bytes[skip])
		skip++;
	size_t len = n - skip < LOOK ? n - skip : LOOK;
	memcpy(head, bytes + skip, len);
	head[len] = '\0';
	*ret_ods = false;
	if (head[0] != '<')
		return NULL;
	if (strstr(head, "opendocument:xmlns:office") && strstr(head, "office:document")) {
		*ret_ods = strstr(head, "opendocument.spreadsheet") != NULL;
		return "OpenDocument";
	}
	if (strncasecmp(head, "<!doctype html", 14) == 0 || strcasestr(head, "<html") ||
		strcasestr(head, "<table") || strcasestr(head, "<meta"))
		return "HTML";
	return strncmp(head, "<?xml", 5) == 0 ? "XML" : NULL;
}

bool sniff_has_memo(unsigned char version, const char **ret_end)
{
	static const struct {
		unsigned char version;
		const char *end;
	} t[] = {{0x83, ".dbt"}, {0x8B, ".dbt"}, {0xCB, ".dbt"}, {0xF5, ".fpt"}, {0x30, ".fpt"},
		{0x31, ".fpt"}, {0x32, ".fpt"}};
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		if (t[i].version == version) {
			*ret_end = t[i].end;
			return true;
		}
	return false;
}

/* Some first bytes are letters or digits too; the day of the last change and two zeros are not. */
static bool is_dbf(const char *bytes, size_t n)
{
	static const unsigned char versions[] = {
		0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0xCB, 0xF5, 0xFB};
	const unsigned char *b = (const unsigned char *)bytes;
	if (n < 32 || !memchr(versions, b[0], sizeof versions) || b[2] > 12 || b[3] > 31)
		return false;
	return b[0] == 0x03 || b[0] > 0x80 || (!b[12] && !b[13]);
}

/* Its fields are described otherwise, and no office here had it. */
static bool is_dbase7(const char *bytes, size_t n)
{
	const unsigned char *b = (const unsigned char *)bytes;
	return n >= 68 && (b[0] == 0x04 || b[0] == 0x8C) && b[2] <= 12 && b[3] <= 31 && !b[12];
}

enum sniff_utf16 sniff_utf16(const char *bytes, size_t n, size_t *ret_mark)
{
	size_t look = (n < LOOK ? n : LOOK) & ~(size_t)1, zeros[2] = {0};
	*ret_mark = 2;
	if (begins(bytes, n, "\xFF\xFE", 2))
		return UTF16_LITTLE;
	if (begins(bytes, n, "\xFE\xFF", 2))
		return UTF16_BIG;
	*ret_mark = 0;
	for (size_t i = 0; i < look; i++)
		zeros[i & 1] += !bytes[i];
	/* even in Vietnamese three letters of ten are ASCII */
	for (int odd = 0; odd < 2; odd++)
		if (zeros[odd] > look / 8 && !zeros[!odd])
			return odd ? UTF16_LITTLE : UTF16_BIG;
	return UTF16_NONE;
}

static bool is_zip_of(const char *bytes, size_t n, const char *mimetype)
{
	size_t len = strlen(mimetype), look = n < LOOK ? n : LOOK;
	const char *at = memmem(bytes, look, "mimetype", 8);
	return at && (size_t)(bytes + n - at) >= 8 + len && memcmp(at + 8, mimetype, len) == 0;
}

bool sniff_format(const char *bytes, size_t n, enum workbook_format *ret, const char **ret_name)
{
	bool is_ods;
	size_t mark;
	*ret_name = "";
	if (begins(bytes, n, "PK\3\4", 4) || begins(bytes, n, "PK\5\6", 4)) {
		*ret = is_zip_of(bytes, n, "application/vnd.oasis.opendocument.spreadsheet")
			       ? WORKBOOK_ODS
			       : WORKBOOK_XLSX;
		return true;
	}
	if (is_dbf(bytes, n)) {
		*ret = WORKBOOK_DBF;
		return true;
	}
	const char *name = is_dbase7(bytes, n) ? "dBase 7 (.dbf)" : of_first_bytes(bytes, n);
	if (!name && (name = of_markup(bytes, n, &is_ods)) && is_ods) {
		*ret = WORKBOOK_ODS;
		return true;
	}
	if (name) {
		*ret_name = name;
		return false;
	}
	*ret = WORKBOOK_CSV;
	return sniff_utf16(bytes, n, &mark) || !memchr(bytes, 0, n < LOOK ? n : LOOK);
}

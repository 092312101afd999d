/* Which charset? Columns of invented names in every one of them, as the bytes of a file and as a workbook shows them, and
 * columns that only look like one. Prints the table of right, wrong and no answer; of 200 names none may be wrong. */
#include "base/mem.h"
#include "base/program.h"
#include "viet/charset.h"
#include "viet/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static uint32_t seed;

static uint32_t random_below(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % n;
}

/* ---- columns ------------------------------------------------------------------------------------------ */

/* The families as often as they are met, roughly. */
static const char *const families[] = {"Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê",
	"Lê", "Phạm", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
	"Dương", "Lý", "Đào", "Đoàn", "Vương", "Trịnh", "Trương", "Đinh", "Lâm", "Phùng", "Mai",
	"Tô", "Hà", "Tạ", "Thạch", "Kim", "Sơn", "Danh", "Cao", "Châu", "La", "Quách", "Từ", "Lưu"};
static const char *const middles[] = {"Văn", "Văn", "Văn", "Thị", "Thị", "Thị", "Thị", "Hữu", "Đức",
	"Minh", "Ngọc", "Quốc", "Thanh", "Hoàng", "Xuân", "Công", "Đình", "Thuỳ", "Kim", "Thành",
	"Bảo", "Hồng", "Mỹ", "Anh", "Gia", "Như", "Tấn", "Phước", "Trọng", "Quang"};
static const char *const givens[] = {"An", "Anh", "Ánh", "Bảo", "Bé", "Bình", "Châu", "Chiến",
	"Công", "Cường", "Dũng", "Duyên", "Đạt", "Đức", "Giang", "Hà", "Hạnh", "Hải", "Hằng",
	"Hiếu", "Hiền", "Hoa", "Hoà", "Hùng", "Hương", "Huy", "Khánh", "Khoa", "Kiệt", "Lan", "Lâm",
	"Linh", "Loan", "Long", "Lộc", "Lợi", "Mai", "Mẫn", "Minh", "Mười", "Mỹ", "Nam", "Nga",
	"Nghĩa", "Ngọc", "Nhàn", "Nhung", "Oanh", "Phong", "Phúc", "Phương", "Phượng", "Quân",
	"Quyên", "Quỳnh", "Sang", "Sơn", "Tâm", "Tân", "Thảo", "Thắm", "Thắng", "Thịnh", "Thoa",
	"Thuỷ", "Thuý", "Thư", "Tiến", "Toàn", "Trang", "Trí", "Trung", "Tú", "Tuấn", "Tùng",
	"Tuyết", "Út", "Vân", "Việt", "Vinh", "Vũ", "Yến"};
static const char *const homes[] = {"Ấp 1, xã Tiến Hưng", "Khu phố Tân Bình", "Ấp Bàu Bàng",
	"Chi bộ Trường Tiểu học", "Trạm Y tế", "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên",
	"Tổ 4, ấp 7", "Thôn Phước Thiện", "Đảng uỷ xã"};
/* names of which only a part is spelled as Vietnamese is */
static const char *const highlands[] = {"Điểu K'Rứ", "Thị Bé", "Điểu Mrâu", "H'Bia Niê Kđăm",
	"Ksor Phước", "Y Thắng Êban", "Rơ Ô Bhung", "Siu Blơr", "Lò Văn Pành", "Giàng A Tủa",
	"Điểu Đên", "Y Bliêk Niê", "Kpă Ghênh", "Thạch Sà Rương", "Kiên Thị Rách", "Danh Hên",
	"Hoàng Thị Mẩy", "Điểu Kăng"};
/* Unicode all of it, but of letters that CP1252 has, too */
static const char *const latin_names[] = {"Lê Tâm", "Công Hùng", "Lâm Tùng", "Bé Tú", "Hà Lan",
	"Tô Hân", "Lê Thanh", "Hà Sâm", "Nông Lân", "Tôn Hùng", "Cô Bông", "Tân", "Hoà Bình",
	"Quân", "Vân Anh", "Thân", "Ngân", "Lý Long", "Trí", "Phúc Lâm", "Trúc", "Quý", "Thái",
	"Bích", "Tình"};
static const char *const french[] = {"Hélène Lefèvre", "François Château", "André", "Noël Gérard",
	"Céline Bérard", "Théo", "René Fénelon", "Agnès", "Jérôme Lemaître", "Mélanie", "Zoé",
	"Côté", "Benoît", "Gaëtan", "Cécile", "Désiré", "Aimée", "Hervé", "Anaïs", "Léa",
	"Véronique", "Geneviève", "Stéphane", "Frédéric", "Régis", "Thérèse", "Valérie",
	"Sébastien", "né à Béziers"};
static const char *const german[] = {"Müller", "Jürgen", "Schröder", "Bärbel", "Köhler", "Günther",
	"Käthe", "Weiß", "Groß", "Löwe", "Süß", "Böhm", "Jäger", "Fürst", "Döring", "Hübner",
	"Schäfer", "Krüger", "Vögel", "für", "Bär", "Öl", "Grün", "schön", "Mädchen"};
static const char *const units[] = {"µm", "5 µg", "30°", "µ", "¶ 2", "§ 4", "m²", "½", "± 3",
	"10 µl", "mu:µ", "para:¶", "deg:°", "×", "µA", "°C", "·", "¹", "¶", "25 °C", "µV", "µs",
	"¼", "m³"};
static const char *const greek[] = {"Αθήνα", "Γεώργιος", "Ελένη", "Μαρία", "Κώστας", "λόγος",
	"ψυχή", "Δημήτρης", "Σοφία", "Νίκος", "άνθρωπος", "θεός", "ώρα", "Ήλιος"};
static const char *const plain[] = {
	"Nam", "Nu", "Kinh", "Khong", "12/12", "Dang vien", "CHI BO AP 1"};

static const char *pick(const char *const *list, size_t n)
{
	return list[random_below((uint32_t)n)];
}
#define PICK(list) pick(list, ARRAY_LEN(list))

enum column {
	NAMES,
	CAPITALS,
	GIVENS,
	HIGHLANDS,
	HOMES,
	SEX,
	LATIN_NAMES,
	FRENCH,
	GERMAN,
	UNITS,
	GREEK,
	PLAIN,
	PHONES
};
static const char *const column_names[] = {"names", "NAMES", "given names", "highlands", "homes",
	"sex", "names in Latin-1", "French", "German", "units", "Greek", "plain ASCII",
	"phone numbers"};

static void add_cell(struct strbuf *b, enum column column)
{
	char *upper;
	struct strbuf name = {0};
	switch (column) {
	case NAMES:
	case CAPITALS:
		strbuf_addf(&name, "%s %s %s", PICK(families), PICK(middles), PICK(givens));
		if (column == NAMES) {
			strbuf_add(b, strbuf_str(&name));
		} else {
			assert_int_equal(text_upper(strbuf_str(&name), &upper, NULL), 0);
			strbuf_add(b, upper);
			free(upper);
		}
		strbuf_done(&name);
		break;
	case GIVENS:
		strbuf_add(b, PICK(givens));
		break;
	case SEX:
		strbuf_add(b, random_below(2) ? "Nam" : "Nữ");
		break;
	case HIGHLANDS:
		strbuf_add(b, PICK(highlands));
		break;
	case HOMES:
		strbuf_add(b, PICK(homes));
		break;
	case LATIN_NAMES:
		strbuf_add(b, PICK(latin_names));
		break;
	case FRENCH:
		strbuf_add(b, PICK(french));
		break;
	case GERMAN:
		strbuf_add(b, PICK(german));
		break;
	case UNITS:
		strbuf_add(b, PICK(units));
		break;
	case GREEK:
		strbuf_add(b, PICK(greek));
		break;
	case PLAIN:
		strbuf_add(b, PICK(plain));
		break;
	case PHONES:
		strbuf_addf(b, "09%08u", (unsigned)random_below(100000000));
		break;
	}
}

/* ---- as it stood in the file -------------------------------------------------------------------------- */

/* Each byte as CP1252 shows it: what a workbook has of text in an old font. */
static void show(const struct strbuf *bytes, struct strbuf *ret)
{
	for (size_t i = 0; i < bytes->len; i++) {
		struct strbuf one = {0};
		size_t odd;
		assert_int_equal(
			charset_decode(CHARSET_CP1252, bytes->s + i, 1, &one, &odd, NULL), 0);
		if (odd) /* 81 8D 8F 90 9D */
			text_put(ret, (unsigned char)bytes->s[i]);
		else
			strbuf_add(ret, strbuf_str(&one));
		strbuf_done(&one);
	}
}

static void make_cell(enum column column, enum charset c, bool is_seen, struct strbuf *ret)
{
	struct strbuf text = {0}, bytes = {0};
	add_cell(&text, column);
	assert_int_equal(charset_encode(c, strbuf_str(&text), &bytes, NULL, NULL), 0);
	if (is_seen && c != CHARSET_UTF8)
		show(&bytes, ret);
	else
		strbuf_addn(ret, bytes.s ? bytes.s : "", bytes.len);
	strbuf_done(&text);
	strbuf_done(&bytes);
}

static struct charset_verdict judge(
	enum column column, enum charset c, bool is_seen, int rows, enum charset font)
{
	struct charset_verdict v;
	struct charset_tally *t = charset_tally_make(is_seen);
	assert_non_null(t);
	for (int i = 0; i < rows; i++) {
		struct strbuf cell = {0};
		make_cell(column, c, is_seen, &cell);
		assert_int_equal(charset_tally_add(t, strbuf_str(&cell), cell.len, font, NULL), 0);
		strbuf_done(&cell);
	}
	charset_tally_verdict(t, &v);
	charset_tally_free(t);
	return v;
}

/* ---- the table ---------------------------------------------------------------------------------------- */

enum { TRIES = 100 };

static const struct row {
	enum column column;
	enum charset charset; /* that it is written in */
	bool is_seen;
} rows[] = {
	{NAMES, CHARSET_UTF8, false},
	{NAMES, CHARSET_TCVN3, false},
	{NAMES, CHARSET_VNI, false},
	{NAMES, CHARSET_VISCII, false},
	{NAMES, CHARSET_CP1258, false},
	{NAMES, CHARSET_VPS, false},
	{CAPITALS, CHARSET_TCVN3, false},
	{CAPITALS, CHARSET_VNI, false},
	{CAPITALS, CHARSET_VISCII, false},
	{CAPITALS, CHARSET_CP1258, false},
	{CAPITALS, CHARSET_VPS, false},
	{GIVENS, CHARSET_TCVN3, false},
	{GIVENS, CHARSET_VNI, false},
	{GIVENS, CHARSET_VISCII, false},
	{GIVENS, CHARSET_CP1258, false},
	{GIVENS, CHARSET_VPS, false},
	{HIGHLANDS, CHARSET_TCVN3, false},
	{HIGHLANDS, CHARSET_VNI, false},
	{HIGHLANDS, CHARSET_CP1258, false},
	{HOMES, CHARSET_TCVN3, false},
	{HOMES, CHARSET_VNI, false},
	{NAMES, CHARSET_UTF8, true},
	{NAMES, CHARSET_TCVN3, true},
	{NAMES, CHARSET_VNI, true},
	{NAMES, CHARSET_VISCII, true},
	{NAMES, CHARSET_VPS, true},
	{CAPITALS, CHARSET_UTF8, true},
	{CAPITALS, CHARSET_TCVN3, true},
	{CAPITALS, CHARSET_VNI, true},
	{GIVENS, CHARSET_UTF8, true},
	{GIVENS, CHARSET_TCVN3, true},
	{GIVENS, CHARSET_VNI, true},
	{SEX, CHARSET_TCVN3, true},
	{HIGHLANDS, CHARSET_TCVN3, true},
	{HIGHLANDS, CHARSET_VNI, true},
	{HOMES, CHARSET_TCVN3, true},
	{HOMES, CHARSET_VNI, true},
	{LATIN_NAMES, CHARSET_UTF8, true},
	{FRENCH, CHARSET_UTF8, true},
	{GERMAN, CHARSET_UTF8, true},
	{UNITS, CHARSET_UTF8, true},
	{GREEK, CHARSET_UTF8, true},
	{LATIN_NAMES, CHARSET_UTF8, false},
	{FRENCH, CHARSET_UTF8, false},
	{GREEK, CHARSET_UTF8, false},
	{LATIN_NAMES, CHARSET_CP1252, false},
	{FRENCH, CHARSET_CP1252, false},
	{GERMAN, CHARSET_CP1252, false},
	{UNITS, CHARSET_CP1252, false},
	{PLAIN, CHARSET_NONE, false},
	{PLAIN, CHARSET_NONE, true},
	{PHONES, CHARSET_NONE, false},
	{PHONES, CHARSET_NONE, true},
};

struct outcome {
	int right, wrong, none, least_sure;
};

static struct outcome try_row(const struct row *row, int rows_in_column)
{
	struct outcome o = {.least_sure = 100};
	for (int i = 0; i < TRIES; i++) {
		struct charset_verdict v = judge(
			row->column, row->charset, row->is_seen, rows_in_column, CHARSET_NONE);
		assert_in_range(v.confidence, 0, 100);
		if (v.charset == row->charset) {
			o.right++;
			if (v.confidence < o.least_sure)
				o.least_sure = v.confidence;
		} else if (v.charset == CHARSET_NONE) {
			o.none++;
		} else {
			o.wrong++;
			if (rows_in_column == 200)
				print_message(
					"read as %s, %d\n", charset_code(v.charset), v.confidence);
		}
	}
	return o;
}

static void test_table(void **state)
{
	(void)state;
	static const int sizes[] = {5, 20, 200};
	int wrong[ARRAY_LEN(sizes)] = {0};
	print_message("%d columns each; right / wrong / no answer\n", TRIES);
	print_message(
		"%-17s %-8s %-6s %14s %14s %14s\n", "column", "written", "as", "5", "20", "200");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct row *row = &rows[i];
		char cells[ARRAY_LEN(sizes)][64];
		seed = 20261128 + (uint32_t)i;
		for (size_t k = 0; k < ARRAY_LEN(sizes); k++) {
			struct outcome o = try_row(row, sizes[k]);
			snprintf(cells[k], sizeof cells[k], "%d/%d/%d", o.right, o.wrong, o.none);
			wrong[k] += o.wrong;
		}
		print_message("%-17s %-8s %-6s %14s %14s %14s\n", column_names[row->column],
			row->charset ? charset_code(row->charset) : "ASCII",
			row->is_seen ? "seen" : "bytes", cells[0], cells[1], cells[2]);
	}
	print_message("wrong: %d of 5, %d of 20, %d of 200\n", wrong[0], wrong[1], wrong[2]);
	assert_int_equal(wrong[2], 0);
}

/* ---- single cases ------------------------------------------------------------------------------------- */

static void test_fonts(void **state)
{
	(void)state;
	seed = 7;
	/* a single name is enough where the font says it */
	struct charset_verdict v = judge(NAMES, CHARSET_TCVN3, true, 1, CHARSET_TCVN3);
	assert_int_equal(v.charset, CHARSET_TCVN3);
	assert_true(v.is_by_font && v.loses_capitals && v.confidence >= 80);
	v = judge(NAMES, CHARSET_TCVN3, true, 20, CHARSET_TCVN3_CAPITALS);
	assert_int_equal(v.charset, CHARSET_TCVN3_CAPITALS);
	v = judge(NAMES, CHARSET_VNI, true, 3, CHARSET_VNI);
	assert_int_equal(v.charset, CHARSET_VNI);
	assert_false(v.loses_capitals);
	/* Unicode in a cell that kept its old font */
	v = judge(NAMES, CHARSET_UTF8, true, 20, CHARSET_TCVN3);
	assert_int_equal(v.charset, CHARSET_UTF8);
	assert_false(v.is_by_font);
	/* an arrow among them */
	struct charset_tally *t = charset_tally_make(true);
	for (int i = 0; i < 101; i++) {
		struct strbuf cell = {0};
		make_cell(NAMES, CHARSET_TCVN3, true, &cell);
		if (i == 50)
			strbuf_add(&cell, " →");
		assert_int_equal(charset_tally_add(t, cell.s, cell.len, CHARSET_TCVN3, NULL), 0);
		strbuf_done(&cell);
	}
	charset_tally_verdict(t, &v);
	charset_tally_free(t);
	assert_true(v.charset == CHARSET_TCVN3 && v.is_by_font);
	v = judge(PLAIN, CHARSET_NONE, true, 20, CHARSET_TCVN3);
	assert_true(v.is_plain && !v.is_by_font);
}

/* Half of the column in one charset, half in another: nobody can say, and nobody says. */
static void test_mixtures(void **state)
{
	(void)state;
	static const struct {
		enum charset a, b;
		bool is_seen;
	} mixtures[] = {{CHARSET_UTF8, CHARSET_TCVN3, true}, {CHARSET_UTF8, CHARSET_VNI, true},
		{CHARSET_TCVN3, CHARSET_VNI, true}, {CHARSET_TCVN3, CHARSET_VNI, false},
		{CHARSET_UTF8, CHARSET_TCVN3, false}, {CHARSET_VISCII, CHARSET_VPS, false}};
	for (size_t i = 0; i < ARRAY_LEN(mixtures); i++) {
		seed = 5;
		struct charset_verdict v;
		struct charset_tally *t = charset_tally_make(mixtures[i].is_seen);
		for (int k = 0; k < 200; k++) {
			struct strbuf cell = {0};
			make_cell(NAMES, k % 2 ? mixtures[i].a : mixtures[i].b, mixtures[i].is_seen,
				&cell);
			assert_int_equal(charset_tally_add(t, strbuf_str(&cell), cell.len,
						 CHARSET_NONE, NULL),
				0);
			strbuf_done(&cell);
		}
		charset_tally_verdict(t, &v);
		charset_tally_free(t);
		assert_int_equal(v.charset, CHARSET_NONE);
	}
}

static enum charset judge_text(const char *s, size_t n, bool is_seen)
{
	struct charset_verdict v;
	struct charset_tally *t = charset_tally_make(is_seen);
	assert_int_equal(charset_tally_add(t, s, n, CHARSET_NONE, NULL), 0);
	charset_tally_verdict(t, &v);
	charset_tally_free(t);
	return v.charset;
}

static void test_files(void **state)
{
	(void)state;
	static const char utf16[] = "N\0g\0u\0y\0\xC5\x1E"
				    "n\0\n\0";
	assert_int_equal(judge_text(utf16, sizeof utf16 - 1, false), CHARSET_UTF16);
	/* one broken byte does not make another charset of a file */
	static const char broken[] =
		"Nguyễn Thị Thuỷ, Trần Quốc Tuấn, Lê Văn Đức, Đỗ Hữu Phước, Phạm Đình "
		"Trọng, Vũ Thị Hằng, Huỳnh Tấn Lộc, Đặng Thị Yến, Bùi Như \xE1\xBA";
	assert_int_equal(judge_text(broken, sizeof broken - 1, false), CHARSET_UTF8);
	/* nothing to go by */
	assert_int_equal(judge_text("N\xF7", 2, false), CHARSET_NONE);
	assert_int_equal(judge_text("L\xEA", 2, false), CHARSET_NONE);
	assert_int_equal(
		judge_text("mu:µ para:¶ deg:°", strlen("mu:µ para:¶ deg:°"), true), CHARSET_UTF8);
	struct charset_verdict v;
	struct charset_tally *t = charset_tally_make(true);
	charset_tally_verdict(t, &v);
	assert_true(v.is_plain && v.charset == CHARSET_NONE);
	/* the sign with which DOS ended a text */
	assert_int_equal(charset_tally_add(t, "a\n\x1A", 3, CHARSET_NONE, NULL), 0);
	charset_tally_verdict(t, &v);
	assert_true(v.is_plain);
	charset_tally_free(t);
	charset_tally_free(NULL);
}

/* Words without an end, in UTF-8 and not. */
static void test_long(void **state)
{
	(void)state;
	struct strbuf b = {0};
	for (int shift = 0; shift < 3; shift++) {
		strbuf_clear(&b);
		for (int i = 0; i < 3; i++) {
			strbuf_addf(&b, "%.*s", shift + i, "xxxxx");
			for (int k = 0; k < 100; k++)
				strbuf_add(&b, "ệ");
			strbuf_addc(&b, ' ');
		}
		assert_int_equal(judge_text(b.s, b.len, false), CHARSET_UTF8);
		assert_int_equal(judge_text(b.s, b.len, true), CHARSET_UTF8);
	}
	strbuf_done(&b);
}

static void test_no_memory(void **state)
{
	(void)state;
	static const char text[] = "NguyÔn ThÞ Thuû e\u0302\u0303 H\u00ADng";
	for (long n = 1; n < 60; n++) {
		struct charset_verdict v;
		mem_fail_at(n);
		struct charset_tally *t = charset_tally_make(n & 1);
		int r = t ? charset_tally_add(t, text, sizeof text - 1, CHARSET_NONE, NULL)
			  : ERR_NOMEM;
		mem_fail_at(0);
		assert_true(r == 0 || r == ERR_NOMEM);
		if (t)
			charset_tally_verdict(t, &v);
		charset_tally_free(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_fonts),
		cmocka_unit_test(test_mixtures),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_no_memory),
	};
	if (program_init(getenv("TAONGUON_BUILD_DIR"), NULL))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}

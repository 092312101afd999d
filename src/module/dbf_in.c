/* The module "dbf": dBase III and IV, FoxPro 2, Visual FoxPro. shapelib reads the head and the records; what it has no
 * word for (memos, the binary fields of Visual FoxPro) is read from the record's bytes. */
#include "module/dbf_in.h"

#include <shapefil.h>
#include <stdlib.h>
#include <string.h>

extern const struct reader_module reader_module;

enum { COUNT_EVERY = 512, TUPLE_MARK = '*' };

/* ---- shapelib's way to the bytes -------------------------------------------------------------------- */

/* shapelib's own calls have no context: one file at a time, in a process that reads one. */
static struct memory {
	const char *bytes;
	size_t size, at;
} memory;

static SAFile mem_open(const char *name, const char *access)
{
	(void)access;
	/* it looks for a file of the code page too */
	return strcmp(name, "memory.dbf") == 0 ? (SAFile)&memory : NULL;
}

static SAOffset mem_read(void *p, SAOffset size, SAOffset n, SAFile file)
{
	struct memory *m = (struct memory *)file;
	if (!size || m->at > m->size)
		return 0;
	SAOffset have = (m->size - m->at) / size;
	n = n < have ? n : have;
	memcpy(p, m->bytes + m->at, n * size);
	m->at += n * size;
	return n;
}

static SAOffset mem_write(void *p, SAOffset size, SAOffset n, SAFile file)
{
	(void)p, (void)size, (void)n, (void)file;
	return 0;
}

static SAOffset mem_seek(SAFile file, SAOffset offset, int whence)
{
	struct memory *m = (struct memory *)file;
	size_t base = whence == SEEK_CUR ? m->at : whence == SEEK_END ? m->size : 0;
	m->at = base + offset;
	return 0;
}

static SAOffset mem_tell(SAFile file)
{
	return ((struct memory *)file)->at;
}

static int mem_done(SAFile file)
{
	(void)file;
	return 0;
}

static int mem_remove(const char *name)
{
	(void)name;
	return -1;
}

static void on_error(const char *message)
{
	(void)message;
}

static DBFHandle open_memory(const struct parse_input *in)
{
	SAHooks hooks = {mem_open, mem_read, mem_write, mem_seek, mem_tell, mem_done, mem_done,
		mem_remove, on_error, atof};
	memory = (struct memory){.bytes = in->bytes, .size = in->size};
	return DBFOpenLL("memory.dbf", "rb", &hooks);
}

/* ---- rows ------------------------------------------------------------------------------------------- */

static int send_head(const struct dbf *d, struct wire_out *out, struct err *err)
{
	int r = wire_row(out, 0, err);
	VEC_EACH (f, &d->fields) {
		struct raw_cell cell = {.kind = RAW_TEXT, .text = f->name, .size = strlen(f->name)};
		if (!r)
			r = wire_cell(out, (size_t)(f - d->fields.v), &cell, err);
	}
	return r ? r : wire_row_end(out, err);
}

static int send_record(
	struct dbf *d, const char *record, long number, struct wire_out *out, struct err *err)
{
	int r = wire_row(out, number, err);
	for (size_t i = 0; !r && i < d->fields.n; i++) {
		struct raw_cell cell = dbf_field(d, &d->fields.v[i], record);
		r = d->unwrapped.failed ? ERR_OOM(err) : wire_cell(out, i, &cell, err);
	}
	return r ? r : wire_row_end(out, err);
}

static int cut(long record, struct err *err)
{
	return ERR(err, ERR_CORRUPT, "record", "%ld", record);
}

static int send_records(struct dbf *d, DBFHandle h, struct wire_out *out, struct err *err)
{
	long deleted = 0, n = DBFGetRecordCount(h);
	int r = 0;
	/* the head may promise more than there is */
	size_t have = (d->in->size - d->head_size) / d->record_size;
	for (long i = 0; !r && i < n; i++) {
		const char *record = (size_t)i < have ? DBFReadTuple(h, (int)i) : NULL;
		if (!record)
			return cut(i + 1, err);
		if (record[0] == TUPLE_MARK)
			deleted++;
		else
			r = send_record(d, record, i + 1, out, err);
		if (!r && i % COUNT_EVERY == 0)
			r = wire_progress(out, (size_t)i * d->record_size, d->in->size, err);
	}
	return r ? r : wire_deleted(out, deleted, err);
}

static int add_fields(struct dbf *d, DBFHandle h, struct err *err)
{
	int n = DBFGetFieldCount(h);
	for (int i = 0; i < n; i++) {
		struct dbf_field f = {.type = DBFGetNativeFieldType(h, i)};
		int width, decimals;
		DBFGetFieldInfo(h, i, f.name, &width, &decimals);
		f.at = (size_t)h->panFieldOffset[i];
		f.size = (size_t)h->panFieldSize[i];
		if (f.type == '0') /* Visual FoxPro's own: which fields are NULL */
			continue;
		if (h->panFieldOffset[i] < 1 || h->panFieldSize[i] < 0 ||
			f.at + f.size > d->record_size)
			return ERR(err, ERR_CORRUPT, "file", "DBF");
		if (!VEC_PUSH(&d->fields, f))
			return ERR_OOM(err);
	}
	return n ? 0 : ERR(err, ERR_CORRUPT, "file", "DBF");
}

static int read_table(struct dbf *d, DBFHandle h, struct wire_out *out, struct err *err)
{
	d->record_size = (size_t)h->nRecordLength;
	d->head_size = (size_t)h->nHeaderLength;
	if (h->nRecordLength < 1 || h->nHeaderLength < 1 || d->head_size > d->in->size)
		return ERR(err, ERR_CORRUPT, "file", "DBF");
	int r = add_fields(d, h, err);
	if (!r)
		r = wire_format(out, WORKBOOK_DBF, true, err);
	if (!r)
		r = wire_sheet(out, "", false, true, err);
	if (!r)
		r = send_head(d, out, err);
	return r ? r : send_records(d, h, out, err);
}

static int parse(const struct parse_input *in, struct wire_out *out, struct err *err)
{
	DBFHandle h = open_memory(in);
	if (!h)
		return ERR(err, ERR_CORRUPT, "file", "DBF");
	unsigned char version = (unsigned char)in->bytes[0];
	struct dbf d = {.in = in,
		.is_foxpro = version >= 0x30 && version <= 0x32,
		.memo = memo_open(version, in->memo, in->memo_size)};
	int r = read_table(&d, h, out, err);
	VEC_DONE(&d.fields);
	strbuf_done(&d.unwrapped);
	DBFClose(h);
	return r;
}

const struct reader_module reader_module = {parse};

#include "demo.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

struct form_ctx {
	struct demo *demo;
	int64_t id;
	int rev;
};

static const struct choice sexes[] = {{"", "không rõ"}, {"f", "Nữ"}, {"m", "Nam"}, {0}};

static int find_cell(void *ctx, const char *typed, struct picks *ret, struct err *err)
{
	static const char *const cells[] = {
		"Ấp 1", "Ấp 2", "Ấp 3", "Trường Tiểu học Tiến Hưng A", "Trạm Y tế"};
	(void)ctx;
	for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
		bool fits;
		char value[8];
		int r = text_matches(cells[i], typed, &fits, err);
		if (r < 0)
			return r;
		snprintf(value, sizeof value, "%zu", i + 1);
		if (fits && (r = picks_add(ret, value, cells[i], "chi bộ")) < 0)
			return r;
	}
	return 0;
}

static const struct field fields[] = {{.label = "Bản thân", .type = FIELD_HEAD},
	{"name", "Họ và tên", "Viết đủ họ, chữ lót và tên.", FIELD_NAME, .required = true},
	{"birth", "Ngày sinh", NULL, FIELD_DATE, .year_ok = true},
	{"sex", "Giới tính", NULL, FIELD_CHOICE, .choices = sexes},
	{"cell", "Chi bộ", "Gõ một phần tên.", FIELD_LOOKUP, .lookup = find_cell},
	{"member", "Đoàn viên", NULL, FIELD_YES}, {"count", "Số con", NULL, FIELD_NUMBER, .max = 2},
	{0}};

static int load(void *ctx, struct form *f, struct err *err)
{
	struct form_ctx *c = ctx;
	struct demo_row *row = demo_find(c->demo, c->id);
	(void)err;
	if (!row)
		return 0;
	c->rev = row->rev;
	form_set(f, "name", row->name);
	form_set(f, "birth", row->birth);
	form_set(f, "sex", row->sex);
	return form_set_lookup(f, "cell", row->cell, row->cell_name);
}

static int check(struct form_ctx *c, const struct form *f, const char *reason, struct err *err)
{
	const char *name = form_value(f, "name");
	struct demo_row *row = demo_find(c->demo, c->id);
	if (c->demo->other_saves && row) {
		c->demo->other_saves = false;
		snprintf(row->name, sizeof row->name, "Trần Thị Khác");
		snprintf(row->birth, sizeof row->birth, "1990");
		row->rev++;
	}
	if (row && row->rev != c->rev)
		return ERR(err, ERR_CONFLICT, NULL, NULL);
	for (size_t i = 0; i < c->demo->n; i++)
		if (c->demo->rows[i].row.id != c->id && !strcmp(c->demo->rows[i].name, name))
			return ERR(err, ERR_DUPLICATE, "name", "%s", name);
	if (form_date(f, "birth").year > 2008 && !reason)
		return ERR_RULE(err, ERR_REASON, 1, "birth", NULL);
	return 0;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct form_ctx *c = ctx;
	int r = check(c, f, reason, err);
	if (r < 0)
		return r;
	struct demo_row *row = demo_find(c->demo, c->id);
	if (!row) {
		row = &c->demo->rows[c->demo->n++];
		memset(row, 0, sizeof *row);
		row->row.id = c->id = c->demo->next_id++;
	}
	row->rev++;
	snprintf(row->name, sizeof row->name, "%s", form_value(f, "name"));
	snprintf(row->birth, sizeof row->birth, "%s", form_value(f, "birth"));
	snprintf(row->sex, sizeof row->sex, "%s", form_value(f, "sex"));
	snprintf(row->cell, sizeof row->cell, "%s", form_value(f, "cell"));
	return 0;
}

static const struct form_ops ops = {
	.name = "person", .title = "Quần chúng", .fields = fields, .load = load, .save = save};

int demo_form(struct app *app, struct demo *d, int64_t id, int64_t *ret_id, struct err *err)
{
	struct form_ctx c = {.demo = d, .id = id};
	if (d->n == d->cap)
		return ERR(err, ERR_FULL, NULL, NULL);
	int r = form_run(app, &ops, &c, err);
	if (r == 0)
		*ret_id = c.id;
	return r;
}

#include "demo.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/program.h"
#include "ui/ask.h"
#include "ui/list_view.h"
#include "ui/page.h"
#include "ui/script.h"
#include "ui/term.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { ACT_EDIT = 1, ACT_ADD, ACT_REMOVE, ACT_RACE, ACT_DIE };
enum { DOOR_SCREEN = 1, DOOR_PEOPLE, DOOR_FIGURE };

struct demo_row *demo_find(struct demo *d, int64_t id)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->rows[i].row.id == id)
			return &d->rows[i];
	return NULL;
}

static void fill(struct demo *d)
{
	static const char *const families[] = {"Nguyễn", "Trần", "Lê", "Đặng", "Phạm"};
	static const char *const given[] = {"Văn Ánh", "Thị Bích", "Quốc Đạt", "Mỹ Yến", "Ưng"};
	for (int i = 0; i < 60; i++) {
		struct demo_row *r = &d->rows[d->n++];
		r->row.id = d->next_id++;
		snprintf(r->name, sizeof r->name, "%s %s %d", families[i % 5], given[i / 5 % 5],
			i + 1);
		snprintf(r->birth, sizeof r->birth, "%d-%02d-%02d", 1980 + i % 25, 1 + i % 12,
			1 + i % 28);
		snprintf(r->sex, sizeof r->sex, i % 2 ? "f" : "m");
		snprintf(r->cell_name, sizeof r->cell_name, "Ấp %d", 1 + i % 3);
		snprintf(r->cell, sizeof r->cell, "%d", 1 + i % 3);
	}
}

/* ---- the list -------------------------------------------------------------------------------- */

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, ((const struct demo_row *)row)->name);
}

static void birth_text(const void *row, void *ctx, struct strbuf *ret)
{
	char buf[DATE_TEXT];
	struct date d;
	(void)ctx;
	date_from_iso(((const struct demo_row *)row)->birth, true, &d);
	strbuf_add(ret, date_to_user(d, buf));
}

static void cell_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, ((const struct demo_row *)row)->cell_name);
}

static int by_birth(const void *a, const void *b)
{
	return strcmp(((const struct demo_row *)a)->birth, ((const struct demo_row *)b)->birth);
}

static const struct column columns[] = {
	{"Họ và tên", 16, 30, .grow = true, .sort = 1, .find = true, .text = name_text},
	{"Ngày sinh", 10, 10, .drop = 1, .sort = 2, .text = birth_text, .compare = by_birth},
	{"Chi bộ", 6, 12, .drop = 2, .find = true, .text = cell_text}, {0}};

static const struct action actions[] = {
	{ACT_EDIT, "Enter e F4", "sửa", "Sửa dữ liệu của người này.", ACTION_WRITE | ACTION_ROW},
	{ACT_ADD, "a F7", "thêm", "Thêm một người.", ACTION_WRITE},
	{ACT_REMOVE, "d F8", "xóa", "Xóa những người đã đánh dấu.",
		ACTION_WRITE | ACTION_ROW | ACTION_MARKED},
	{ACT_RACE, "r", "tranh", "Người khác sẽ lưu trước.", ACTION_HIDDEN}, {0}};

static int load(void *ctx, struct list *list, struct err *err)
{
	struct demo *d = ctx;
	int r = 0;
	for (size_t i = 0; r == 0 && i < d->n; i++)
		r = list_add(list, &d->rows[i], err);
	return r;
}

static int remove_people(struct app *app, struct demo *d, const struct chosen *on)
{
	char text[80];
	int64_t ids[100];
	size_t n = on->n < 100 ? on->n : 100, kept = 0;
	memcpy(ids, on->ids, n * sizeof *ids);
	snprintf(text, sizeof text, "%zu người sẽ bị xóa.", n);
	if (!ask_confirm(app, "Xóa?", text, "Xóa"))
		return ERR_STOPPED;
	for (size_t i = 0; i < d->n; i++) {
		bool gone = false;
		for (size_t k = 0; k < n; k++)
			gone = gone || d->rows[i].row.id == ids[k];
		if (!gone)
			d->rows[kept++] = d->rows[i];
	}
	d->n = kept;
	app_say(app, "Đã xóa %zu người.", n);
	return 0;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct demo *d = ctx;
	int64_t id = 0;
	int r = 0;
	switch (action) {
	case ACT_EDIT:
		r = demo_form(app, d, on->ids[0], &id, err);
		if (r == 0)
			app_say(app, "Đã lưu.");
		return r;
	case ACT_ADD:
		r = demo_form(app, d, 0, &id, err);
		if (r == 0)
			list_show(app, id);
		return r;
	case ACT_REMOVE:
		return remove_people(app, d, on);
	case ACT_RACE:
		d->other_saves = true;
		return 0;
	}
	return r;
}

static int preview(void *ctx, const void *row, struct page *page, struct err *err)
{
	const struct demo_row *r = row;
	(void)ctx;
	(void)err;
	page_line(page);
	page_text(page, STYLE_STRONG, r->name);
	page_line(page);
	page_textf(page, STYLE_NORMAL, "Chi bộ: %s", r->cell_name);
	return 0;
}

static const struct list_ops list_ops = {.name = "people",
	.title = "Quần chúng",
	.source = {.row_size = sizeof(struct demo_row), .load = load},
	.columns = columns,
	.actions = actions,
	.act = act,
	.preview = preview};

static int open_people(struct app *app, struct err *err)
{
	return list_open(app, &list_ops, app_data(app), err);
}

/* ---- home ------------------------------------------------------------------------------------ */

static int build(void *ctx, struct page *p, struct err *err)
{
	struct app *app = ctx;
	struct demo *d = app_data(app);
	(void)err;
	page_box(p, "Năm 2026");
	page_line(p);
	page_cell(p, STYLE_NORMAL, 14, -1, "Kết nạp");
	page_bar(p, 20, 6, 10);
	page_textf(p, STYLE_NORMAL, "  %d/%d", 6, 10);
	page_line(p);
	page_cell(p, STYLE_NORMAL, 14, -1, "Nguồn mới");
	page_bar(p, 20, 25, 24);
	page_textf(p, STYLE_NORMAL, "  %d/%d", 25, 24);
	page_box_end(p);
	page_line(p);
	page_line(p);
	page_line_door(p, (struct door){DOOR_PEOPLE, 0, 0});
	page_textf(p, STYLE_NORMAL, "%zu  quần chúng", d->n);
	page_line(p);
	for (int i = 0; i < 4; i++) {
		char text[8];
		snprintf(text, sizeof text, "%d", 10 + i);
		page_door(p, (struct door){DOOR_FIGURE, i, 0}, 6, 1, text);
		page_text(p, STYLE_NORMAL, " ");
	}
	page_line(p);
	page_screens(p, app_screens(app), DOOR_SCREEN);
	page_line(p);
	page_line(p);
	page_wrap(p, STYLE_DIM, 2,
		"Một đoạn văn dài để xem chữ xuống dòng ở đâu, và những dòng sau có thụt vào hay "
		"không khi cửa sổ hẹp lại.");
	return 0;
}

static int open_door(struct app *app, void *ctx, struct door door, struct err *err)
{
	(void)ctx;
	if (door.kind == DOOR_SCREEN)
		app_go(app, app_screens(app) + door.a);
	else if (door.kind == DOOR_FIGURE)
		app_say(app, "Con số thứ %d", (int)door.a + 1);
	else
		return open_people(app, err);
	return 0;
}

static int home_act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	(void)app;
	(void)ctx;
	(void)action;
	(void)on;
	(void)err;
	raise(getenv("DEMO_SIGNAL") ? atoi(getenv("DEMO_SIGNAL")) : SIGABRT);
	return 0;
}

static const struct action home_actions[] = {
	{ACT_DIE, "!", "chết", "Chết vì một tín hiệu.", ACTION_HIDDEN}, {0}};

static const struct page_ops home_ops = {.name = "home",
	.title = "Tạo nguồn",
	.actions = home_actions,
	.build = build,
	.act = home_act,
	.open = open_door};

static int open_home(struct app *app, struct err *err)
{
	return page_open(app, &home_ops, app, err);
}

static int open_text(struct app *app, struct err *err)
{
	return page_open_text(app, "Hướng dẫn", "Dòng một\nDòng hai\n\nDòng bốn", err);
}

static const struct screen screens[] = {{"0", "Hôm nay", NULL, open_home},
	{"1", "Quần chúng", "Danh sách quần chúng.", open_people},
	{"2", "Hướng dẫn", "Cách dùng.", open_text}, {0}};

static const char *sentence(const struct err *e, char *buf, size_t size)
{
	if (e->code == ERR_DUPLICATE)
		snprintf(buf, size, "Đã có người tên %s.", e->detail);
	else if (e->code == ERR_REASON)
		snprintf(buf, size, "Chưa đủ 18 tuổi: cần ghi lý do.");
	else
		snprintf(buf, size, "Lỗi %d", (int)e->code);
	return buf;
}

int main(int argc, char **argv)
{
	struct demo d = {.cap = 100, .next_id = 1};
	struct err err = {0};
	struct term_options o = {.cols = 80, .lines = 24, .nowhere = true};
	const char *script = NULL;
	struct app_config config = {.data = &d,
		.user = "vanphong",
		.screens = screens,
		.sentence = sentence,
		.draft_base = getenv("DEMO_DRAFTS")};
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--tty"))
			o.nowhere = false;
		else if (!strcmp(argv[i], "--ascii"))
			o.ascii = true;
		else if (!strcmp(argv[i], "--read-only"))
			config.read_only = true;
		else if (!script_size(argv[i], &o.cols, &o.lines))
			script = argv[i];
	}
	setlocale(LC_ALL, "C.UTF-8");
	clock_pin_today((struct date){2026, 11, 23});
	program_init(NULL, NULL);
	d.rows = mem_alloc(d.cap * sizeof *d.rows);
	fill(&d);
	if (term_start(&o, &err) < 0 || (script && script_open(script, &err) < 0)) {
		fprintf(stderr, "%s\n", err.detail);
		return 1;
	}
	int r = app_run(&config, &err);
	if (script)
		r |= script_close();
	term_stop();
	free(d.rows);
	return r != 0;
}

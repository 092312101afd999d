#include "ui/form_model.h"
#include "ui/page_model.h"

#include "base/i18n.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

#define LABEL_MAX  30
#define NOTE_MAX   3
#define PICKS_SEEN 8

struct layout {
	struct area a; /* of the fields */
	int label;     /* cells */
	int cursor_y;  /* line of the field with the cursor, in the window */
};

static int label_width(const struct form *f, int w)
{
	int most = 8;
	for (size_t i = 0; i < f->n; i++) {
		int n = text_cells(_(f->ops->fields[i].label)) + 2;
		if (f->ops->fields[i].type != FIELD_HEAD && n > most)
			most = n;
	}
	int cap = w / 2 < LABEL_MAX ? w / 2 : LABEL_MAX;
	return most < cap ? most : cap;
}

static int field_width(const struct field *field, int room)
{
	int w = field->cells		      ? field->cells + 1
		: field->type == FIELD_DATE   ? 11
		: field->type == FIELD_NUMBER ? 13
		: field->type == FIELD_YES    ? 10
					      : 44;
	return w < room ? w : room;
}

static void paint_typed(struct form *f, size_t i, int y, int x, int w)
{
	const char *from = edit_text(&f->v[i].edit);
	bool here = f->at == i;
	int cursor = 0;
	if (here)
		edit_show(&f->v[i].edit, w, &from, &cursor);
	draw_text(y, x, w, here ? STYLE_FIELD_CURSOR : STYLE_FIELD, -1, from);
	if (here)
		draw_cursor(y, x + cursor);
}

static void paint_choice(struct form *f, size_t i, int y, int x, int w)
{
	bool here = f->at == i;
	char text[256];
	snprintf(text, sizeof text, here ? "‹ %s ›" : "  %s", form_shown(f, i));
	draw_text(y, x, w, here ? STYLE_FIELD_CURSOR : STYLE_FIELD, -1, text);
}

static void paint_field(struct form *f, size_t i, int y, struct layout *l)
{
	const struct field *field = &f->ops->fields[i];
	int x = l->a.x + l->label + 4, room = l->a.x + l->a.w - x;
	if (field->type == FIELD_HEAD) {
		draw_text(y, l->a.x + 1, l->a.w - 1, STYLE_HEAD, -1, _(field->label));
		return;
	}
	if (f->at == i)
		draw_text(y, l->a.x, 1, STYLE_STRONG, -1, "▸");
	if (f->wrong == i)
		draw_text(y, l->a.x + 1, 1, STYLE_BAD, -1, "✗");
	char label[256];
	snprintf(label, sizeof label, "%s%s", _(field->label), field->required ? " *" : "");
	draw_text(y, l->a.x + 2, l->label + 1, f->at == i ? STYLE_STRONG : STYLE_NORMAL, -1, label);
	int w = field_width(field, room);
	if (field->type == FIELD_SHOWN)
		draw_text(y, x, w, STYLE_NORMAL, -1, form_shown(f, i));
	else if (form_is_typed(field->type))
		paint_typed(f, i, y, x, w);
	else
		paint_choice(f, i, y, x, w);
	if (field->type == FIELD_DATE && w + 2 < room)
		draw_text(y, x + w + 1, room - w - 1, STYLE_DIM, -1,
			field->year_ok ? _("day/month/year, or the year") : _("day/month/year"));
}

static void paint_buttons(struct form *f, int y, struct layout *l)
{
	const char *names[2] = {f->ops->save_name ? f->ops->save_name : N_("Save"), N_("Leave")};
	static const char *const keys[2] = {"F2", "Esc"};
	int x = l->a.x + l->label + 4;
	for (int i = 0; i < 2; i++) {
		char text[128];
		bool here = f->at == f->n && f->button == i;
		snprintf(text, sizeof text, "[ %s %s ]", _(names[i]), keys[i]);
		if (here)
			draw_text(y, x - 2, 1, STYLE_STRONG, -1, "▸");
		x += draw_label(
			     y, x, l->a.x + l->a.w - x, here ? STYLE_CURSOR : STYLE_NORMAL, text) +
		     3;
	}
}

/* What the labels get of the width: half, or more where the longest needs it. */
static int label_room(const struct form *f, int first, int seen, int w)
{
	int most = w / 2;
	for (int i = first; i < first + seen; i++) {
		int n = text_cells(f->picks.all.v[i].label);
		if (n > most)
			most = n;
	}
	return most < w * 3 / 4 ? most : w * 3 / 4;
}

/* The list of candidates hangs below its field, or stands above it where there is no room. */
static void paint_picks(struct form *f, struct layout *l)
{
	int n = (int)f->picks.all.n, seen = n < PICKS_SEEN ? n : PICKS_SEEN;
	int x = l->a.x + l->label + 4;
	/* of a small box the list hangs out */
	int top = f->view.modal ? 1 : l->a.y;
	int end = f->view.modal ? draw_lines() - 1 : l->a.y + l->a.h;
	if (seen + 2 > end - top)
		seen = end - top - 2;
	if (seen < 1)
		return;
	int first = f->pick >= seen ? f->pick - seen + 1 : 0;
	int y = l->cursor_y + 1;
	if (y + seen + 2 > end)
		y = l->cursor_y - seen - 2 >= top ? l->cursor_y - seen - 2 : end - seen - 2;
	struct area box = {y, x - 2, seen + 2, l->a.x + l->a.w - x + 2};
	struct area in = draw_box(box, NULL);
	int half = label_room(f, first, seen, in.w);
	for (int i = 0; i < seen; i++) {
		const struct pick *p = &f->picks.all.v[first + i];
		enum style style = first + i == f->pick ? STYLE_CURSOR : STYLE_NORMAL;
		draw_text(in.y + i, in.x - 1, in.w + 2, style, -1, first + i == f->pick ? "▸" : "");
		int room = p->detail && *p->detail ? half : in.w;
		draw_text(in.y + i, in.x, room, style, -1, p->label);
		if (room < in.w)
			draw_text(in.y + i, in.x + room + 1, in.w - room - 1,
				style == STYLE_NORMAL ? STYLE_DIM : style, -1, p->detail);
	}
}

static int count_lines(const struct form *f)
{
	int n = 2; /* the buttons and a blank line above them */
	for (size_t i = 0; i < f->n; i++)
		n += form_shows(f, i);
	return n;
}

static int line_of(const struct form *f, size_t field)
{
	int n = 0;
	for (size_t i = 0; i < field; i++)
		n += form_shows(f, i);
	return field == f->n ? n + 1 : n;
}

static void scroll_to(struct form *f, int h)
{
	int at = line_of(f, f->at), lines = count_lines(f);
	if (at < f->top)
		f->top = at;
	if (at >= f->top + h)
		f->top = at - h + 1;
	if (f->top > lines - h)
		f->top = lines - h;
	if (f->top < 0 || at == 0)
		f->top = 0;
	/* a heading above the first field is seen with it */
	if (f->top == 1 && h > 1 && at < h)
		f->top = 0;
}

/* What is wrong, or the hint of the field: below the fields, on as many lines as it needs. */
static void make_note(const struct form *f, int w, struct page *ret)
{
	const char *hint = f->at < f->n ? f->ops->fields[f->at].hint : NULL;
	page_begin(ret, w);
	if (f->wrong < f->n)
		page_wrap(ret, STYLE_BAD, 0, f->message);
	/* what is right stays in sight where the cursor puts it right */
	if (f->wrong < f->n && f->wrong == f->at && hint)
		page_line(ret);
	if (hint && (f->wrong == f->n || f->wrong == f->at))
		page_wrap(ret, STYLE_DIM, 0, _(hint));
}

/* Where the note begins, and how wide it is, in a form of this width. */
static int note_indent(const struct form *f)
{
	return f->wrong < f->n ? 3 : 1;
}
static int note_width(const struct form *f, int w)
{
	return w - 1 - note_indent(f);
}

static int note_lines(const struct form *f, int w)
{
	struct page note = {0};
	make_note(f, note_width(f, w), &note);
	int n = page_lines(&note);
	page_done(&note);
	return n < 1 ? 1 : n > NOTE_MAX ? NOTE_MAX : n;
}

static void paint_note(const struct form *f, struct area a)
{
	struct page note = {0};
	int x = a.x + note_indent(f), w = note_width(f, a.w);
	make_note(f, w, &note);
	if (f->wrong < f->n)
		draw_text(a.y, a.x + 1, 2, STYLE_BAD, -1, "✗");
	for (int i = 0; i < page_lines(&note) && i < a.h; i++) {
		draw_text(a.y + i, x, w, f->wrong < f->n && !i ? STYLE_BAD : STYLE_DIM, -1, "");
		page_draw_line(&note, i, a.y + i, x, w, NULL);
	}
	page_done(&note);
}

static struct area small_box(struct form *f, struct area a)
{
	struct strbuf title = {0};
	struct page text = {0};
	int w = a.w < 74 ? a.w : 74, h = count_lines(f) + 2 + note_lines(f, w - 4);
	f->view.class->title(&f->view, &title);
	/* the question may be a sentence with its rule: it stands inside, wrapped, not in the edge */
	page_begin(&text, w - 4);
	page_wrap(&text, STYLE_STRONG, 0, strbuf_str(&title));
	h += page_lines(&text);
	if (h > a.h)
		h = a.h;
	struct area in =
		draw_box((struct area){a.y + (a.h - h) / 2, a.x + (a.w - w) / 2, h, w}, NULL);
	for (int i = 0; i < page_lines(&text) && in.h > 1; i++, in.y++, in.h--)
		page_draw_line(&text, i, in.y, in.x, in.w, NULL);
	page_done(&text);
	strbuf_done(&title);
	return in;
}

void form_paint(struct view *v, struct area a)
{
	struct form *f = (struct form *)v;
	if (v->modal)
		a = small_box(f, a);
	int note = note_lines(f, a.w);
	struct layout l = {.a = {a.y, a.x, a.h - note, a.w}, .label = label_width(f, a.w)};
	scroll_to(f, l.a.h);
	int line = 0;
	for (size_t i = 0; i <= f->n; i++) {
		int y;
		if (i < f->n && !form_shows(f, i))
			continue;
		line += i == f->n;
		y = l.a.y + line++ - f->top;
		if (i == f->at)
			l.cursor_y = y;
		if (y < l.a.y || y >= l.a.y + l.a.h)
			continue;
		if (i < f->n)
			paint_field(f, i, y, &l);
		else
			paint_buttons(f, y, &l);
	}
	if (f->top > 0)
		draw_text(l.a.y, a.x + a.w - 1, 1, STYLE_DIM, -1, "↑");
	if (line - f->top > l.a.h)
		draw_text(l.a.y + l.a.h - 1, a.x + a.w - 1, 1, STYLE_DIM, -1, "↓");
	paint_note(f, (struct area){a.y + a.h - note, a.x, note, a.w});
	if (f->open)
		paint_picks(f, &l);
}

#include "ui/ask_paste.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/page_model.h"
#include "ui/view.h"
#include "viet/text.h"

#include <string.h>

enum { PASTE_MOST = 1 << 20 };
enum { DO_DONE = 1, DO_CLOSE };

struct paste_view {
	struct view view;
	const char *title, *text;
	struct strbuf pasted;
	bool is_taken, is_full;
};

static const struct action own_actions[] = {
	{DO_DONE, "F2", N_("take these"), N_("Take what was pasted.")},
	{DO_CLOSE, "Esc", N_("cancel"), N_("Close; what was pasted is dropped.")}, {0}};

static struct paste_view *self(struct view *v)
{
	return (struct paste_view *)v;
}

static void title(struct view *v, struct strbuf *ret)
{
	strbuf_add(ret, self(v)->title);
}

static size_t rows_of(const char *s)
{
	size_t n = 0;
	for (; *s; s += strcspn(s, "\n"), s += *s == '\n')
		n += *s != '\n';
	return n;
}

/* The last lines that fit, tabs as gaps. */
static void paint_lines(const char *s, struct area in)
{
	const char *from = s + strlen(s);
	int lines = 0;
	while (from > s && (lines < in.h || from[-1] != '\n')) {
		from--;
		lines += from > s && from[-1] == '\n';
	}
	for (int y = in.y; y < in.y + in.h && *from; y++) {
		size_t n = strcspn(from, "\n");
		struct strbuf line = {0};
		for (size_t i = 0; i < n; i++)
			if (from[i] == '\t')
				strbuf_add(&line, " │ ");
			else
				strbuf_addc(&line, from[i]);
		draw_text(y, in.x, in.w, STYLE_FIELD, -1, strbuf_str(&line));
		strbuf_done(&line);
		from += n + (from[n] == '\n');
	}
}

static void paint(struct view *view, struct area a)
{
	struct paste_view *v = self(view);
	struct page text = {0};
	struct area in = draw_box((struct area){a.y, a.x, a.h, a.w}, v->title);
	page_begin(&text, in.w);
	page_line(&text);
	page_wrap(&text, STYLE_NORMAL, 0, v->text);
	int y = in.y;
	for (int i = 0; i < page_lines(&text) && y < in.y + in.h; i++)
		page_draw_line(&text, i, y++, in.x, in.w, NULL);
	page_done(&text);
	struct strbuf b = {0};
	strbuf_addf(&b, _("%zu rows pasted"), rows_of(strbuf_str(&v->pasted)));
	draw_text(y + 1, in.x, in.w, STYLE_STRONG, -1, strbuf_str(&b));
	strbuf_done(&b);
	if (in.y + in.h > y + 3)
		paint_lines(strbuf_str(&v->pasted),
			(struct area){y + 3, in.x, in.y + in.h - y - 3, in.w});
}

static void put(struct paste_view *v, const char *s, size_t n)
{
	if (v->pasted.len + n > PASTE_MOST)
		v->is_full = true;
	else
		strbuf_addn(&v->pasted, s, n);
}

/* The last character of what stands there. */
static void rub_out(struct paste_view *v)
{
	struct strbuf *b = &v->pasted;
	while (b->len && ((unsigned char)b->s[b->len - 1] & 0xC0) == 0x80)
		b->len--;
	if (b->len)
		b->len--;
	if (b->s)
		b->s[b->len] = '\0';
}

static bool type(struct view *view, const struct key_event *e)
{
	struct paste_view *v = self(view);
	if (e->key == K_PASTE)
		put(v, e->text, strlen(e->text));
	else if (e->key == K_ENTER)
		put(v, "\n", 1);
	else if (e->key == K_TAB)
		put(v, "\t", 1);
	else if (e->key == K_BACKSPACE)
		rub_out(v);
	else if (key_is_text(e->key)) {
		struct strbuf one = {0};
		text_put(&one, e->key);
		put(v, strbuf_str(&one), one.len);
		strbuf_done(&one);
	} else
		return false;
	if (v->is_full)
		app_warn(view->app, _("That is more than can be pasted: save it as a file and "
				      "bring the file in."));
	app_touch(view->app);
	return true;
}

static int own_act(struct view *view, int id, struct err *err)
{
	(void)err;
	self(view)->is_taken = id == DO_DONE;
	view_close(view);
	return 0;
}

static const struct view_class class = {
	.title = title, .paint = paint, .type = type, .own = own_actions, .own_act = own_act};

int ask_paste(
	struct app *app, const char *title_text, const char *text, char **ret, struct err *err)
{
	struct paste_view v = {.title = title_text, .text = text};
	int r = ERR_STOPPED;
	v.view = (struct view){.class = &class, .name = "paste", .modal = true};
	app_run_view(app, &v.view);
	if (v.is_taken && v.is_full)
		r = ERR(err, ERR_LIMIT, "pasted", NULL);
	else if (v.is_taken && v.pasted.failed)
		r = ERR_OOM(err);
	else if (v.is_taken && v.pasted.len)
		r = 0;
	if (!r)
		*ret = strbuf_take(&v.pasted);
	strbuf_done(&v.pasted);
	return r;
}

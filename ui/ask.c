#include "ui/ask.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form_model.h"
#include "ui/popup.h"

#include <string.h>

static bool ask(struct app *app, const char *title, const char *text, const char *yes, size_t at)
{
	struct popup p = {.kind = POPUP_CHOOSE,
		.name = "confirm",
		.title = title,
		.text = text,
		.chosen = at};
	popup_add(&p, _("No, leave it as it is"), "");
	popup_add(&p, yes, "");
	return popup_run(app, &p) == 1;
}

bool ask_confirm(struct app *app, const char *title, const char *text, const char *yes)
{
	return ask(app, title, text, yes, 0);
}

bool ask_go_on(struct app *app, const char *title, const char *text, const char *yes)
{
	return ask(app, title, text, yes, 1);
}

int ask_choice(struct app *app, const char *title, const struct choice *choices, int initial)
{
	struct popup p = {.kind = POPUP_CHOOSE,
		.name = "choice",
		.title = title,
		.chosen = (size_t)(initial > 0 ? initial : 0)};
	for (const struct choice *c = choices; c->label; c++)
		popup_add(&p, _(c->label), "");
	int r = popup_run(app, &p);
	return r < 0 ? ERR_STOPPED : r;
}

int ask_among(struct app *app, const char *title, const char *text, const char *const *lines)
{
	struct popup p = {.kind = POPUP_CHOOSE, .name = "among", .title = title, .text = text};
	for (; *lines; lines++)
		popup_add(&p, *lines, "");
	int r = popup_run(app, &p);
	return r < 0 ? ERR_STOPPED : r;
}

void ask_read(struct app *app, const char *title, const char *text)
{
	struct popup p = {.kind = POPUP_READ, .name = "read", .title = title, .label_cells = 1};
	while (*text) {
		size_t n = strcspn(text, "\n");
		CLEANUP_FREE char *line = mem_strndup(text, n);
		popup_add(&p, "", line ? line : "");
		text += n + (text[n] == '\n');
	}
	popup_run(app, &p);
}

/* ---- one line -------------------------------------------------------------------------------- */

struct one_line {
	const char *title, *initial;
	char *answer;
};

static void line_title(void *ctx, struct strbuf *ret)
{
	strbuf_add(ret, ((struct one_line *)ctx)->title);
}

static int line_load(void *ctx, struct form *f, struct err *err)
{
	(void)err;
	return form_set(f, "line", ((struct one_line *)ctx)->initial);
}

static int line_save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	(void)reason;
	char *s = mem_strdup(form_value(f, "line"));
	if (!s)
		return ERR_OOM(err);
	((struct one_line *)ctx)->answer = s;
	return 0;
}

static int line(
	struct app *app, struct one_line *ctx, const char *label, bool required, struct err *err)
{
	const struct field fields[] = {{.name = "line",
					       .label = label,
					       .type = FIELD_TEXT,
					       .required = required,
					       .cells = 60},
		{0}};
	const struct form_ops ops = {.name = "line",
		.title_text = line_title,
		.fields = fields,
		.save_name = N_("Done"),
		.load = line_load,
		.save = line_save};
	return form_run_small(app, &ops, ctx, err);
}

int ask_line(struct app *app, const char *title, const char *label, const char *initial, char **ret,
	struct err *err)
{
	struct one_line ctx = {title, initial, NULL};
	int r = line(app, &ctx, label, true, err);
	if (r == 0)
		*ret = ctx.answer;
	return r;
}

int ask_line_or_none(struct app *app, const char *title, const char *label, const char *initial,
	char **ret, struct err *err)
{
	struct one_line ctx = {title, initial, NULL};
	int r = line(app, &ctx, label, false, err);
	if (r == 0)
		*ret = ctx.answer;
	return r;
}

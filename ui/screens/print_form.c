#include "ui/screens/print_form.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "report/doc_pages.h"
#include "ui/ask.h"
#include "ui/form.h"

#include <string.h>

struct print_ctx {
	const struct doc *d;
	struct print_options *o;
	struct printers printers;
};

static const char *const sides[] = {
	[PRINT_ONE_SIDE] = "one", [PRINT_LONG_EDGE] = "long", [PRINT_SHORT_EDGE] = "short"};

static int load(void *ctx, struct form *f, struct err *err)
{
	struct print_ctx *c = ctx;
	const struct printers *p = &c->printers;
	size_t at = p->standard < p->n ? p->standard : 0;
	(void)err;
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->name[i], c->o->printer) == 0)
			at = i;
	int r = form_set(f, "printer_name", p->name[at]);
	if (!r)
		r = form_set_id(f, "copies", c->o->copies ? c->o->copies : 1);
	return r ? r : form_set(f, "sides", sides[c->o->sides]);
}

/* Only who names pages has them counted. */
static int count_pages(const struct doc *d, size_t *ret, struct err *err)
{
	struct doc_pages *p;
	const struct doc_sheet *last;
	size_t n;
	int r = doc_pages_new(d, &p, err);
	if (r)
		return r;
	r = doc_pages_at(p, DOC_PAGES_LAST, &last, &n, err);
	*ret = doc_pages_count(p);
	doc_pages_free(p);
	return r;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct print_ctx *c = ctx;
	struct print_options o = {0};
	const char *pages = form_value(f, "pages");
	size_t count = 0;
	(void)reason;
	if (strlen(pages) >= sizeof o.pages)
		return ERR(err, ERR_INVALID, "pages", "%.20s…", pages);
	strcpy(o.pages, pages);
	str_fit(o.printer, sizeof o.printer, form_value(f, "printer_name"));
	int64_t copies = form_id(f, "copies");
	if (copies < 1 || copies > PRINT_COPIES_MAX)
		return ERR(err, ERR_INVALID, "copies", "%s", form_value(f, "copies"));
	o.copies = (int)copies;
	for (size_t i = 0; i < ARRAY_LEN(sides); i++)
		if (strcmp(sides[i], form_value(f, "sides")) == 0)
			o.sides = (enum print_sides)i;
	int r = *o.pages ? count_pages(c->d, &count, err) : 0;
	if (!r)
		r = print_check(&o, count, err);
	if (!r)
		*c->o = o;
	return r;
}

static int ask(struct app *app, struct print_ctx *c, struct err *err)
{
	const struct printers *p = &c->printers;
	struct choice names[PRINTERS_MAX + 1] = {0};
	static const struct choice two_sided[] = {{"one", N_("on one side")},
		{"long", N_("on both sides, turned over the long edge")},
		{"short", N_("on both sides, turned over the short edge")}, {0}};
	CLEANUP_FREE char *standard =
		p->standard < p->n ? mem_printf(_("%s (the default one)"), p->name[p->standard])
				   : NULL;
	for (size_t i = 0; i < p->n; i++)
		names[i] = (struct choice){
			p->name[i], i == p->standard && standard ? standard : p->name[i]};
	const struct field fields[] = {{"printer_name", N_("Printer"), NULL, FIELD_CHOICE,
					       .required = true, .choices = names},
		{"copies", N_("Copies"), N_("From 1 to 99."), FIELD_NUMBER, .required = true,
			.max = 2},
		{"pages", N_("Pages"), N_("Empty: all. Else for example 1-3,5."), FIELD_TEXT,
			.cells = 24, .max = PRINT_PAGES_MAX - 1},
		{"sides", N_("Sides"), NULL, FIELD_CHOICE, .required = true, .choices = two_sided},
		{0}};
	const struct form_ops ops = {.name = "print",
		.title = N_("Print"),
		.fields = fields,
		.save_name = N_("print"),
		.load = load,
		.save = save};
	return form_run(app, &ops, c, err);
}

/* Is it the machine that does not print, so that a file helps? */
static bool is_no_printer(int r, const struct err *e)
{
	return r == ERR_NOT_FOUND && (!strcmp(e->field, "printer") || !strcmp(e->field, "lp"));
}

static int offer_file(struct app *app, int (*save_as)(struct app *app, void *ctx, struct err *err),
	void *ctx, struct err *err)
{
	app_say(app, "%s", "");
	if (!ask_go_on(app, _("No printer can be reached"),
		    _("The paper can be saved as a PDF file instead, and printed elsewhere."),
		    _("Save as PDF")))
		return ERR_STOPPED;
	return save_as(app, ctx, err);
}

int print_doc(struct app *app, const struct doc *d,
	int (*save_as)(struct app *app, void *ctx, struct err *err), void *ctx, struct err *err)
{
	struct office *office = app_data(app);
	struct err e = {0};
	struct print_ctx *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->d = d;
	c->o = &office->print;
	int r = printers_read(&c->printers, &e);
	if (!r)
		r = ask(app, c, &e);
	if (!r) {
		app_progress(app, _("Printing…"), 0, 0);
		r = print_document(d, c->o, &e);
	}
	if (!r)
		app_say(app, _("Sent to the printer %s."), c->o->printer);
	free(c);
	if (is_no_printer(r, &e))
		return offer_file(app, save_as, ctx, err);
	if (r && err)
		*err = e;
	return r;
}

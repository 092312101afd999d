/* The fields that say where a figure stands, shared by the forms of rules. */
#ifndef TN_UI_SCREENS_CITE_FIELDS_H
#define TN_UI_SCREENS_CITE_FIELDS_H

#include "core/rulebook.h"
#include "ui/screens/choices.h"

/* At the end of a field table; `marks` is a struct choices of cite_marks. */
#define CITE_FIELDS(marks)                                                                         \
	{NULL, N_("Where it stands"), NULL, FIELD_HEAD},                                             \
		{"document", N_("Document"), N_("Its number: 208-QĐ/TW."), FIELD_TEXT,             \
			.required = true, .cells = 30, .max = 80},                                 \
		{"document_date", N_("Of"), N_("The day of the document."), FIELD_DATE},           \
		{"point", N_("Point"), N_("Article or point: 4.3.1."), FIELD_TEXT, .cells = 20,    \
			.max = 40},                                                                \
	{                                                                                          \
		"mark", N_("How far confirmed"),                                                   \
			N_("What was not read in the document itself is shown as to be held "      \
			   "against it."),                                                         \
			FIELD_CHOICE, .required = true, .choices = (marks).all                     \
	}

void cite_marks(struct choices *ret);
/* cite NULL: a new figure of the office's own. */
int cite_load(struct form *f, const struct rule_cite *cite);
/* For form_ops.changed: what the office writes is its own, until it says otherwise. */
void cite_changed(void *ctx, struct form *f, const char *field);
/* Texts point into the form. */
struct rule_cite cite_read(const struct form *f);

/* "2/3" and whether it is "at least" or "more than"; false: none of it. */
bool fraction_from_user(const char *s, bool is_more, long *ret);
const char *fraction_to_user(long value, char buf[16]);

#endif

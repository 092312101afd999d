/* What the columns of a list show. Headings are those that the import of candidates knows, where it knows the column
 * (exchange/import_candidates.c): a list that has them can be brought in again. */
#include "base/i18n.h"
#include "base/mem.h"
#include "report/roster.h"

#include <stddef.h>
#include <string.h>

const char roster_import_columns[] =
	"full_name birth sex ethnicity religion cccd phone home_place residence occupation "
	"education "
	"professional youth_union source cell_code listed_on listed_no mentor mentor_2 assigned_on "
	"class_no class_on cell_vote_on decision_no decision_on ceremony_on recognised_on "
	"readmission "
	"note organisation position";

static void add(struct strbuf *ret, const char *text)
{
	strbuf_add(ret, text ? text : "");
}

static void day(struct strbuf *ret, struct date d)
{
	char text[DATE_TEXT];
	if (date_is_set(d))
		strbuf_add(ret, date_to_user(d, text));
}

/* ---- getters ---------------------------------------------------------------------------------------- */

static void text(const struct roster_person *p, int at, struct strbuf *ret)
{
	add(ret, *(char *const *)((const char *)p + at));
}
#define TEXT(field) text, (int)offsetof(struct roster_person, field)

static void place(const struct roster_person *p, int arg, struct strbuf *ret)
{
	(void)arg;
	strbuf_addf(ret, "%zu", p->place);
}

static void birth(const struct roster_person *p, int arg, struct strbuf *ret)
{
	struct date d;
	(void)arg;
	if (p->birth && date_from_iso(p->birth, true, &d))
		day(ret, d);
}

static void sex(const struct roster_person *p, int arg, struct strbuf *ret)
{
	(void)arg;
	add(ret, p->sex == 'f' ? _("Female") : p->sex == 'm' ? _("Male") : "");
}

static void education(const struct roster_person *p, int arg, struct strbuf *ret)
{
	(void)arg;
	if (p->grade && *p->grade)
		add(ret, p->grade);
	else if (p->education)
		add(ret, _(education_label(p->education)));
}

static void professional(const struct roster_person *p, int arg, struct strbuf *ret)
{
	(void)arg;
	if (p->professional)
		add(ret, _(professional_label(p->professional)));
}

static void youth(const struct roster_person *p, int arg, struct strbuf *ret)
{
	(void)arg;
	add(ret, p->youth_union ? "x" : "");
}

static void readmission(const struct roster_person *p, int arg, struct strbuf *ret)
{
	(void)arg;
	add(ret, p->readmission ? "x" : "");
}

static void cell(const struct roster_person *p, int arg, struct strbuf *ret)
{
	(void)arg;
	add(ret, p->cell_name ? cell_short_name(p->cell_name) : "");
}

static void stage(const struct roster_person *p, int arg, struct strbuf *ret)
{
	(void)arg;
	add(ret, p->stage ? _(stage_label(p->stage)) : "");
}

static void step_on(const struct roster_person *p, int kind, struct strbuf *ret)
{
	day(ret, p->steps[kind].on);
}

static void step_no(const struct roster_person *p, int kind, struct strbuf *ret)
{
	add(ret, p->steps[kind].paper_no);
}

static void mentor(const struct roster_person *p, int which, struct strbuf *ret)
{
	add(ret, p->mentors[which]);
}

static void assigned(const struct roster_person *p, int arg, struct strbuf *ret)
{
	(void)arg;
	day(ret, p->assigned_on);
}

/* The certificate counts for so many months (06-HD/TW 2025, 5.4b, by the rule set in force). */
static void class_until(const struct roster_person *p, int arg, struct strbuf *ret)
{
	struct date on = p->steps[EVENT_CLASS].on;
	(void)arg;
	if (date_is_set(on) && p->certificate_months)
		day(ret, date_add_months(on, p->certificate_months));
}

/* The end of the probation (Điều lệ Đảng, Điều 5). */
static void due(const struct roster_person *p, int arg, struct strbuf *ret)
{
	struct date on = p->steps[EVENT_CEREMONY].on;
	(void)arg;
	if (date_is_set(on) && p->probation_months)
		day(ret, date_add_months(on, p->probation_months));
}

/* ---- the table -------------------------------------------------------------------------------------- */

#define STEP(code, title_on, title_no, kind)                                                       \
	{code "_on", title_on, DOC_LEFT, 0, false, step_on, kind, true},                           \
	{                                                                                          \
		code "_no", title_no, DOC_LEFT, 0, false, step_no, kind                            \
	}

const struct roster_column roster_columns[] = {
	{"place", N_("No."), DOC_RIGHT, 0, false, place, 0},
	{"full_name", N_("Full name"), DOC_LEFT, 2, false, TEXT(full_name)},
	{"birth", N_("Birth date"), DOC_LEFT, 0, false, birth, 0, true},
	{"sex", N_("Sex"), DOC_LEFT, 0, false, sex, 0},
	{"ethnicity", N_("Ethnicity"), DOC_LEFT, 0, true, TEXT(ethnicity)},
	{"religion", N_("Religion"), DOC_LEFT, 0, true, TEXT(religion)},
	{"cccd", N_("Identity number"), DOC_LEFT, 0, true, TEXT(cccd)},
	{"phone", N_("Phone"), DOC_LEFT, 0, false, TEXT(phone)},
	{"home_place", N_("Home place"), DOC_LEFT, 1, false, TEXT(home_place)},
	{"residence", N_("Residence"), DOC_LEFT, 2, false, TEXT(residence)},
	{"occupation", N_("Occupation"), DOC_LEFT, 1, false, TEXT(occupation)},
	{"education", N_("General education"), DOC_LEFT, 0, false, education, 0},
	{"professional", N_("Professional level"), DOC_LEFT, 0, false, professional, 0},
	{"youth_union", N_("Youth union member"), DOC_CENTRE, 0, false, youth, 0},
	{"organisation", N_("Organisations"), DOC_LEFT, 1, false, TEXT(organisation)},
	{"position", N_("Position"), DOC_LEFT, 1, false, TEXT(position)},
	{"source", N_("Introduced by"), DOC_LEFT, 1, false, TEXT(source)},
	{"cell", N_("Cell"), DOC_LEFT, 1, false, cell, 0},
	{"cell_code", N_("Cell code"), DOC_LEFT, 0, false, TEXT(cell_code)},
	{"stage", N_("Stage"), DOC_LEFT, 0, false, stage, 0},
	STEP("listed", N_("Listed on"), N_("Resolution no."), EVENT_LISTED),
	{"mentor", N_("Mentor 1"), DOC_LEFT, 1, false, mentor, 0},
	{"mentor_2", N_("Mentor 2"), DOC_LEFT, 1, false, mentor, 1},
	{"mentors", N_("Mentors"), DOC_LEFT, 2, false, TEXT(all_mentors)},
	{"by_mentor", N_("Mentor"), DOC_LEFT, 2, false, TEXT(mentor)},
	{"assigned_on", N_("Assigned on"), DOC_LEFT, 0, false, assigned, 0, true},
	STEP("class", N_("Certificate of"), N_("Certificate no."), EVENT_CLASS),
	{"class_until", N_("Certificate valid until"), DOC_LEFT, 0, false, class_until, 0, true},
	STEP("papers", N_("Papers allowed on"), N_("Permission no."), EVENT_PAPERS),
	STEP("cell_vote", N_("Cell considered on"), N_("Cell's resolution no."), EVENT_CELL_VOTE),
	STEP("committee", N_("Committee resolved on"), N_("Committee's resolution no."),
		EVENT_COMMITTEE),
	STEP("decision", N_("Decision of"), N_("Decision no."), EVENT_DECISION),
	{"ceremony_on", N_("Admitted on"), DOC_LEFT, 0, false, step_on, EVENT_CEREMONY, true},
	{"due_on", N_("Probation ends"), DOC_LEFT, 0, false, due, 0, true},
	STEP("recognised", N_("Official on"), N_("Recognition no."), EVENT_RECOGNISED),
	{"readmission", N_("Admitted again"), DOC_CENTRE, 0, false, readmission, 0},
	{"note", N_("Note"), DOC_LEFT, 1, false, TEXT(note)},
};
const size_t roster_column_count = ARRAY_LEN(roster_columns);

const struct roster_column *roster_column_of(const char *code)
{
	for (size_t i = 0; i < roster_column_count; i++)
		if (strcmp(roster_columns[i].code, code) == 0)
			return &roster_columns[i];
	return NULL;
}

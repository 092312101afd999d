/* The rules as a table. */
#include "core/health_own.h"

#include "base/i18n.h"
#include "core/sentence.h"

#include <stdio.h>
#include <string.h>

#define PERSON .mend = HEALTH_MEND_PERSON
#define AT(k)  .mend = HEALTH_MEND_EVENT, .event = (k)
#define NUMBER(c, k, l)                                                                            \
	{                                                                                          \
		c, HEALTH_FULL, 2, l, "paper_no", AT(k), .is = health_lacks_number,                \
							 .value = health_value_event               \
	}

const struct health_rule health_rules[] = {
	{"birth_impossible", HEALTH_RIGHT, 8, N_("Born in the future, or too long ago"), "birth",
		PERSON, .is = health_is_birth_impossible, .value = health_value_birth},
	{"joined_young", HEALTH_RIGHT, 8, N_("Joined the Party before the age of 18"), "birth",
		PERSON, .is = health_is_joined_young, .value = health_value_joined},
	{"cccd_sex", HEALTH_RIGHT, 6, N_("The identity number is that of the other sex"), "cccd",
		PERSON, .is = health_is_cccd_sex, .value = health_value_cccd},
	{"cccd_year", HEALTH_RIGHT, 6, N_("The identity number is of another year of birth"),
		"cccd", PERSON, .is = health_is_cccd_year, .value = health_value_cccd},
	{"cccd_province", HEALTH_RIGHT, 6, N_("No province has the identity number's first digits"),
		"cccd", PERSON, .is = health_is_cccd_province, .value = health_value_cccd},
	{"cell_over", HEALTH_RIGHT, 6, N_("The cell has ended"), "cell", PERSON,
		.is = health_is_cell_over, .value = health_value_cell_over},
	{"event_future", HEALTH_RIGHT, 8, N_("A step is dated in the future"), "events",
		.mend = HEALTH_MEND_PAGE, .is = health_is_future, .value = health_value_future},
	{"events", HEALTH_RIGHT, 8, N_("The steps contradict each other"), "events",
		.mend = HEALTH_MEND_PAGE, .is = health_is_contradiction,
		.value = health_value_contradiction},
	{"phone_wrong", HEALTH_RIGHT, 3, N_("Not a phone number"), "phone", PERSON,
		.is = health_is_phone_wrong, .value = health_value_phone},
	{"phone_old", HEALTH_RIGHT, 3, N_("A phone number of eleven digits from before 2018"),
		"phone", PERSON, .is = health_is_phone_old, .value = health_value_phone},

	{"birth", HEALTH_FULL, 4, N_("No birth date"), "birth", PERSON, .is = health_lacks_birth},
	{"sex", HEALTH_FULL, 2, N_("No sex"), "sex", PERSON, .is = health_lacks_sex},
	{"cell", HEALTH_FULL, 8, N_("In no cell"), "cell", PERSON, .is = health_lacks_cell},
	{"source", HEALTH_FULL, 1, N_("Nobody knows who found this person"), "source",
		AT(EVENT_FOUND), .is = health_lacks_source, .value = health_value_event},
	{"residence", HEALTH_FULL, 2, N_("No residence"), "residence", PERSON,
		.is = health_lacks_residence},
	{"phone", HEALTH_FULL, 1, N_("No phone"), "phone", PERSON, .is = health_lacks_phone},
	{"education", HEALTH_FULL, 2, N_("No general education"), "education", PERSON,
		.is = health_lacks_education},
	{"mentor", HEALTH_FULL, 4, N_("Nobody helps"), "mentor", .mend = HEALTH_MEND_MENTOR,
		.is = health_lacks_mentor},
	{"cccd", HEALTH_FULL, 3, N_("No identity number"), "cccd", PERSON, .is = health_lacks_cccd},
	{"home_place", HEALTH_FULL, 2, N_("No home place"), "home_place", PERSON,
		.is = health_lacks_home},
	{"ethnicity", HEALTH_FULL, 2, N_("No ethnicity"), "ethnicity", PERSON,
		.is = health_lacks_ethnicity},
	{"occupation", HEALTH_FULL, 1, N_("No occupation"), "occupation", PERSON,
		.is = health_lacks_occupation},
	NUMBER("no_listed", EVENT_LISTED, N_("Listing: resolution without number")),
	NUMBER("no_class", EVENT_CLASS, N_("Certificate of the class without number")),
	NUMBER("no_papers", EVENT_PAPERS, N_("Consent to the papers without number")),
	NUMBER("no_cell_vote", EVENT_CELL_VOTE, N_("Cell resolution without number")),
	NUMBER("no_committee", EVENT_COMMITTEE, N_("Committee resolution without number")),
	NUMBER("no_decision", EVENT_DECISION, N_("Decision without number")),
	{"paper_days", HEALTH_FULL, 1, N_("Papers of the dossier without day"), "dossier",
		.mend = HEALTH_MEND_DOSSIER, .is = health_lacks_paper_days,
		.value = health_value_paper_days},
	{"joined_on", HEALTH_FULL, 3, N_("A member without day of joining"), "joined_on", PERSON,
		.is = health_lacks_joined},
	{"official_on", HEALTH_FULL, 2, N_("A member without day of recognition"), "official_on",
		PERSON, .is = health_lacks_official},
	{"cell_secretary", HEALTH_FULL, 4, N_("The cell has no secretary"), "secretary",
		.mend = HEALTH_MEND_CELL, .is = health_lacks_secretary, .of_cell = true},
	{"cell_figures", HEALTH_FULL, 4, N_("The cell has never stated its members"), "figures",
		.mend = HEALTH_MEND_FIGURES, .is = health_lacks_figures, .of_cell = true},
	{"cell_target", HEALTH_FULL, 3, N_("The cell has no target of this year"), "target",
		.mend = HEALTH_MEND_TARGET, .is = health_lacks_target, .of_cell = true},

	{"birth_year", HEALTH_CLEAN, 2, N_("The year of birth alone"), "birth", PERSON,
		.is = health_is_birth_year, .value = health_value_birth},
	{"birth_new_year", HEALTH_CLEAN, 1, N_("Born on 1 January: is that so?"), "birth", PERSON,
		.is = health_is_new_year, .value = health_value_birth},
	{"listed_young", HEALTH_CLEAN, 4, N_("Listed before the age of 18"), "birth", PERSON,
		.is = health_is_listed_young, .value = health_value_listed},
	{"name_digits", HEALTH_CLEAN, 5, N_("A digit in the name"), "full_name", PERSON,
		.is = health_is_name_digits, .value = health_value_name},
	{"name_one_word", HEALTH_CLEAN, 4, N_("A name of one word"), "full_name", PERSON,
		.is = health_is_name_one_word, .value = health_value_name},
	{"name_capitals", HEALTH_CLEAN, 2, N_("A name in capitals"), "full_name", PERSON,
		.is = health_is_name_capitals, .value = health_value_name},
	{"name_small", HEALTH_CLEAN, 2, N_("A word of the name begins with a small letter"),
		"full_name", PERSON, .is = health_is_name_small, .value = health_value_name},
	{"phone_shared", HEALTH_CLEAN, 2, N_("Several people have this phone"), "phone", PERSON,
		.is = health_is_phone_shared, .value = health_value_phone},
	{"phone_untidy", HEALTH_CLEAN, 1, N_("Phone not written as digits alone"), "phone", PERSON,
		.is = health_is_phone_untidy, .value = health_value_phone},
	{"mentor_outside", HEALTH_CLEAN, 2, N_("A mentor of another cell"), "mentor",
		.mend = HEALTH_MEND_PAGE, .is = health_is_mentor_outside,
		.value = health_value_mentor},

	{"silent", HEALTH_ALIVE, 5, N_("No news for six months"), "events",
		.mend = HEALTH_MEND_PAGE, .is = health_is_silent, .value = health_value_silent},
	{"slow", HEALTH_ALIVE, 4, N_("At one step for too long"), "events",
		.mend = HEALTH_MEND_PAGE, .is = health_is_slow, .value = health_value_slow},
	{"youth_old", HEALTH_ALIVE, 1, N_("Youth union member over 35"), "youth_union", PERSON,
		.is = health_is_youth_old, .value = health_value_birth},
	{"cell_figures_old", HEALTH_ALIVE, 4, N_("The cell's figures are older than a year"),
		"figures", .mend = HEALTH_MEND_FIGURES, .is = health_is_figures_old,
		.value = health_value_figures, .of_cell = true},
	{"cell_target_old", HEALTH_ALIVE, 5, N_("The cell has only last year's target"), "target",
		.mend = HEALTH_MEND_TARGET, .is = health_is_target_old,
		.value = health_value_target, .of_cell = true},
};
const size_t health_rule_count = ARRAY_LEN(health_rules);
_Static_assert(ARRAY_LEN(health_rules) <= HEALTH_RULES_MAX, "as many bits as rules");

size_t health_rule_of(const char *code)
{
	size_t i = 0;
	while (i < health_rule_count && strcmp(health_rules[i].code, code) != 0)
		i++;
	return i;
}

size_t health_check(const struct health_facts *f, unsigned char ret[HEALTH_RULES_MAX])
{
	struct health_facts own = *f;
	size_t n = 0;
	own.letters = health_letters_of(f->name);
	for (size_t i = 0; i < health_rule_count; i++)
		if (health_rules[i].of_cell == f->is_cell &&
			health_rules[i].is(&health_rules[i], &own))
			ret[n++] = (unsigned char)i;
	return n;
}

const char *health_side_label(enum health_side s)
{
	static const char *const labels[HEALTH_SIDES] = {
		N_("Correct"), N_("Complete"), N_("Clean"), N_("Living")};
	return labels[s];
}

const char *health_field_label(const char *field)
{
	static const struct {
		const char *field, *label;
	} labels[] = {{"full_name", N_("Full name")}, {"birth", N_("Birth date")},
		{"sex", N_("Sex")}, {"cell", N_("Cell")}, {"cccd", N_("Identity number")},
		{"phone", N_("Phone")}, {"home_place", N_("Home place")},
		{"residence", N_("Residence")}, {"ethnicity", N_("Ethnicity")},
		{"occupation", N_("Occupation")}, {"education", N_("General education")},
		{"youth_union", N_("Youth union member")}, {"joined_on", N_("Joined the Party")},
		{"official_on", N_("Official since")}, {"source", N_("Found by")},
		{"paper_no", N_("Paper number")}, {"dossier", N_("Dossier")},
		{"mentor", N_("Mentor")}, {"events", N_("Steps")}, {"secretary", N_("Secretary")},
		{"figures", N_("Figures")}, {"target", N_("Target")}};
	for (size_t i = 0; i < ARRAY_LEN(labels); i++)
		if (strcmp(labels[i].field, field) == 0)
			return labels[i].label;
	return field;
}

void health_value_add(struct strbuf *b, const char *value)
{
	char iso[DATE_TEXT] = "", user[DATE_TEXT];
	struct err e = {.code = ERR_REFUSED};
	struct date d;
	int at = 0;
	if (!value)
		return;
	if (sscanf(value, "rule:%d:%d:%n", &e.rule, &e.other, &at) == 2 && at) {
		if (date_from_iso(value + at, false, &d))
			snprintf(e.detail, sizeof e.detail, "%s", date_to_user(d, user));
		sentence_add(b, &e);
		return;
	}
	size_t n = strcspn(value, " ");
	if (n < sizeof iso && (!value[n] || value[n + 1] == '+')) {
		memcpy(iso, value, n);
		if (strlen(iso) == 10 && date_from_iso(iso, false, &d)) {
			strbuf_add(b, date_to_user(d, user));
			return;
		}
	}
	strbuf_add(b, value);
}

/* Words of the office for what the records hold as numbers. */
#include "base/i18n.h"
#include "base/mem.h"
#include "core/record.h"

static const struct {
	const char *code, *label;
} cell_types[CELL_TYPES + 1] = {
	{"", ""},
	{"residential", N_("Residential area")},
	{"school", N_("School")},
	{"military", N_("Military")},
	{"police", N_("Police")},
	{"health", N_("Health station")},
	{"office", N_("Office")},
	{"enterprise", N_("Enterprise")},
	{"other", N_("Other")},
};

const char *cell_type_code(enum cell_type t)
{
	return cell_types[t].code;
}

const char *cell_type_label(enum cell_type t)
{
	return cell_types[t].label;
}

const char *education_label(int e)
{
	static const char *const labels[] = {"", N_("Reads and writes"), N_("Primary school"),
		N_("Lower secondary school"), N_("Upper secondary school")};
	return labels[e > 0 && e < (int)ARRAY_LEN(labels) ? e : 0];
}

const char *professional_label(int p)
{
	static const char *const labels[] = {"", N_("Elementary, skilled worker"),
		N_("Intermediate"), N_("College"), N_("University"), N_("Master"), N_("Doctor")};
	return labels[p > 0 && p < (int)ARRAY_LEN(labels) ? p : 0];
}

static const struct {
	int number;
	const char *event, *stage, *head;
} steps[] = {
	{STAGE_NONE, "", N_("Not a candidate"), ""},
	{STAGE_FOUND, N_("Found"), N_("Found"), N_("Found")},
	{STAGE_LISTED, N_("Listed as sympathiser"), N_("Sympathiser"), N_("Listed")},
	{STAGE_MENTORED, "", N_("Has a mentor"), N_("Helped")},
	{STAGE_CLASS, N_("Class certificate"), N_("Class done"), N_("Class")},
	{STAGE_PAPERS, N_("Allowed to make the papers"), N_("Making the papers"), N_("Papers")},
	{STAGE_DOSSIER, N_("Dossier compiled"), N_("Dossier compiled"), N_("Dossier")},
	{STAGE_CELL_VOTE, N_("Resolution of the cell"), N_("Resolved by the cell"), N_("Cell")},
	{STAGE_COMMITTEE, N_("Resolution of the committee"), N_("Resolved by the committee"),
		N_("Committee")},
	{STAGE_DECISION, N_("Decision on admission"), N_("Decision made"), N_("Decision")},
	{STAGE_PROBATION, N_("Admission ceremony"), N_("Probationary member"), N_("Probation")},
	{STAGE_PROBATION_OVER, "", N_("Twelve months ended"), N_("12 months")},
	{STAGE_OFFICIAL, N_("Recognised as official member"), N_("Official member"),
		N_("Official")},
	{STAGE_OFF_LIST, N_("Taken off the list"), N_("Taken off the list"), N_("Off list")},
	{STAGE_MOVED, N_("Moved away"), N_("Moved away"), N_("Moved")},
	{STAGE_VOTE_FAILED, N_("Not enough votes"), N_("Not enough votes"), N_("Votes")},
	{STAGE_REFUSED, N_("Not agreed to"), N_("Not agreed to"), N_("Refused")},
	{STAGE_CANCELLED, N_("Decision cancelled"), N_("Decision cancelled"), N_("Cancelled")},
	{STAGE_STRUCK, N_("Name struck off"), N_("Name struck off"), N_("Struck")},
	{STAGE_DIED, N_("Died"), N_("Died"), N_("Died")},
	{EVENT_RETURNED, N_("Came back"), "", ""},
	{EVENT_ARRIVED, N_("Arrived with papers begun elsewhere"), "", ""},
};

const char *event_label(enum event_kind k)
{
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		if (steps[i].number == (int)k)
			return steps[i].event;
	return "";
}

const char *stage_label(enum stage s)
{
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		if (steps[i].number == (int)s)
			return steps[i].stage;
	return "";
}

const char *stage_short(enum stage s)
{
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		if (steps[i].number == (int)s)
			return steps[i].head;
	return "";
}

const char *target_kind_label(enum target_kind k)
{
	static const char *const labels[] = {
		"", N_("Admissions"), N_("Sent to class"), N_("New names on the list")};
	return labels[k <= TARGET_LIST ? k : 0];
}

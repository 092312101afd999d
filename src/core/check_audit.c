#include "core/check_scope.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "db/query/audited.h"

#define TABLE(NAME, label)                                                                         \
	{                                                                                          \
		DBQ_CHECK_EDITED_##NAME, DBQ_CHECK_GONE_##NAME, label                              \
	}
static const struct {
	enum db_query edited, gone;
	const char *label;
} tables[] = {
	TABLE(SETTING, N_("Setting")),
	TABLE(COMMITTEE, N_("Name of the committee")),
	TABLE(CELL, N_("Cell")),
	TABLE(CELL_NAME, N_("Name of a cell")),
	TABLE(CELL_POST, N_("Post in a cell")),
	TABLE(CELL_COUNT, N_("Figures of a cell")),
	TABLE(PERSON, N_("Person")),
	TABLE(PERSON_CELL, N_("Membership")),
	TABLE(EVENT, N_("Event")),
	TABLE(ASSIGNMENT, N_("Mentor assignment")),
	TABLE(TARGET, N_("Target")),
	TABLE(RULE_SET, N_("Rule set")),
	TABLE(RULE_VALUE, N_("Value of a rule set")),
	TABLE(RULE_PAPER, N_("Paper of a rule set")),
	TABLE(AUTHORITY, N_("Who decides")),
	TABLE(DAY_OFF, N_("Day off")),
	TABLE(CALENDAR_YEAR, N_("Confirmed year")),
	TABLE(DOSSIER, N_("Dossier")),
	TABLE(PAPER, N_("Paper of a dossier")),
	TABLE(VOTE, N_("Vote")),
	TABLE(INQUIRY, N_("Background check")),
	TABLE(EXTENSION, N_("More time")),
	TABLE(TERM, N_("List of the office")),
	TABLE(LOCAL_HEAD, N_("Head of a hamlet or association")),
	TABLE(RESOLUTION, N_("Resolution of a cell")),
	TABLE(DUTY, N_("Duty")),
	TABLE(MONTHLY_REPORT, N_("Monthly report")),
	TABLE(ACTIVITY, N_("Activity")),
	TABLE(REVIEW, N_("Review of members")),
	TABLE(PROPOSAL, N_("Proposal")),
	TABLE(OBSTACLE, N_("Obstacle")),
	TABLE(VISIT, N_("Talk")),
	TABLE(MEETING, N_("Attendance at a cell")),
	TABLE(DIRECTIVE, N_("Paper from above")),
	TABLE(DIRECTIVE_CELL, N_("Paper passed on")),
	TABLE(BRIEFING, N_("Briefing")),
	TABLE(STAFF, N_("Those who are no members")),
	TABLE(CAUSE, N_("Cause")),
	TABLE(SIGNER, N_("Signer")),
	TABLE(REGISTER, N_("Entry of the register")),
	TABLE(FOLLOW_UP, N_("Follow-up of a candidate")),
	TABLE(STATISTICS, N_("Data for the statistics")),
	TABLE(SAVED_LIST, N_("Saved list")),
	TABLE(FROZEN_REPORT, N_("Report that was sent")),
	TABLE(JUDGEMENT, N_("Judgement of a person")),
};
#define ONE(NAME, table, names, values) +1
_Static_assert(ARRAY_LEN(tables) == 0 AUDITED_ALL(ONE), "a table has no name");

static int each(struct check *c, enum db_query q, const char *label, const char *what)
{
	int64_t id = 0;
	for (;;) {
		struct db_stmt *s = db_begin(c->db, q, c->err);
		db_bind_int(s, "id", id);
		int r = db_step(s, c->err);
		if (r <= 0)
			return r;
		id = db_int(s, "id");
		db_reset(s);
		r = check_tell(c, _(label), id, what);
		if (r)
			return r;
	}
}

int check_audit(struct check *c)
{
	int r = 0;
	for (size_t i = 0; !r && i < ARRAY_LEN(tables); i++) {
		r = each(c, tables[i].edited, tables[i].label, N_("was changed beside the audit"));
		if (!r)
			r = each(c, tables[i].gone, tables[i].label,
				N_("was removed beside the audit"));
	}
	return r;
}

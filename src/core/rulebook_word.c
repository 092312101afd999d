/* Rules in words. */
#include "core/rulebook.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/record.h"

/* "26/5/2025": as the office quotes a document's day. */
static void add_day(struct strbuf *b, struct date d)
{
	strbuf_addf(b, "%d/%d/%d", d.day, d.month, d.year);
}

void cite_add(struct strbuf *b, const struct rule_cite *c)
{
	if (!c || !c->document)
		return;
	/* kept from the set before: that document itself was read */
	if (c->mark == MARK_INFERRED)
		strbuf_add(b, _("as in "));
	strbuf_add(b, c->document);
	if (date_is_full(c->date)) {
		strbuf_add(b, _(" of "));
		add_day(b, c->date);
	}
	if (c->point) {
		strbuf_add(b, _(", point "));
		strbuf_add(b, c->point);
	}
	if (rule_mark_is_open(c->mark))
		strbuf_addf(b, " (%s%s)",
			c->mark == MARK_LOCAL ? _("another province's guide, for reference; ") : "",
			_("to be held against the original text"));
}

const char *rule_param_label(enum rule_param p)
{
	static const char *const labels[PARAM_COUNT] = {
		[PARAM_AGE_MIN] = N_("Least age"),
		[PARAM_AGE_MAX] = N_("Greatest age"),
		[PARAM_AGE_OVER] =
			N_("Older ones with the consent of the committee under the Centre"),
		[PARAM_EDUCATION] = N_("Least education"),
		[PARAM_EDUCATION_AREA] = N_("Least education in mountain, border, island areas"),
		[PARAM_EDUCATION_ELDER] = N_("Least education of respected elders there"),
		[PARAM_LISTING] = N_("The cell's resolution puts on the list of sympathisers"),
		[PARAM_CLASS] = N_("The cell proposes the class"),
		[PARAM_PERMISSION] = N_("The committee allows the papers"),
		[PARAM_INTRODUCERS] = N_("Members who introduce"),
		[PARAM_INTRODUCERS_UNION] = N_("Members beside a union's resolution"),
		[PARAM_MENTOR_MONTHS] = N_("Together with the mentor"),
		[PARAM_MENTOR_WAIVER] = N_("Waived for whoever replaces a mentor"),
		[PARAM_CERTIFICATE_MONTHS] = N_("Validity of the class certificate"),
		[PARAM_DOSSIER_MONTHS] = N_("Age of a dossier that the cell has not considered"),
		[PARAM_VOTE_CELL] = N_("Vote of the cell"),
		[PARAM_VOTE_COMMITTEE] = N_("Vote of the committee"),
		[PARAM_VOTE_DECIDE] = N_("Vote of the body that decides"),
		[PARAM_VOTE_ROUNDS] = N_("Failed rounds before the higher committee decides"),
		[PARAM_CHECK_CONSENT] =
			N_("A political problem needs the written consent of the superior"),
		[PARAM_CHECK_HOME] = N_("Answer on the background, within the country"),
		[PARAM_CHECK_ABROAD] = N_("Answer on the background, from abroad"),
		[PARAM_RECHECK] = N_("Check asked for by the receiving committee"),
		[PARAM_SEND_UP] = N_("Cell's papers sent up"),
		[PARAM_COMMITTEE_DAYS] = N_("Resolution of the committee, from the cell's"),
		[PARAM_DECISION_DAYS] = N_("Decision, from the cell's resolution"),
		[PARAM_DECISION_EXTRA] = N_("Decision: may be extended by"),
		[PARAM_CEREMONY_DAYS] = N_("Ceremony"),
		[PARAM_CEREMONY_CLOCK] = N_("Ceremony counts from"),
		[PARAM_DECLARE_DAYS] = N_("New member's own papers, from the ceremony"),
		[PARAM_REGISTER_DAYS] = N_("Entry in the member database, from the decision"),
		[PARAM_PROBATION_MONTHS] = N_("Probation, from the ceremony"),
		[PARAM_PROBATION_MENTOR] = N_("Official members help in probation"),
		[PARAM_RECOGNITION_CELL] =
			N_("Cell considers recognition, from the end of probation"),
		[PARAM_RECOGNITION_DAYS] =
			N_("Decision on recognition, from the cell's resolution"),
		[PARAM_RECOGNITION_EXTRA] = N_("Decision on recognition: may be extended by"),
		[PARAM_FORWARD_DAYS] = N_("Dossier of who moves is forwarded"),
		[PARAM_RECEIVER_DAYS] = N_("Receiving committee decides"),
		[PARAM_MOVE_DECISION] = N_("Decision after a move stays valid if made within"),
		[PARAM_READMIT_MONTHS] = N_("Waiting time before admission again"),
		[PARAM_READMIT_CONVICTED] = N_("Waiting time after a conviction was struck off"),
		[PARAM_READMIT_ONCE] = N_("Admission again only once"),
	};
	return p > PARAM_NONE && p < PARAM_COUNT && labels[p] ? labels[p] : "";
}

const char *rule_mark_label(enum rule_mark m)
{
	switch (m) {
	case MARK_READ:
		return N_("read in the document");
	case MARK_LOCAL:
		return N_("from a province's guide");
	case MARK_QUOTED:
		return N_("quoted by others");
	case MARK_INFERRED:
		return N_("inferred");
	case MARK_OFFICE:
		return N_("the office's own");
	}
	return "";
}

const struct rule_choice *rule_choices(enum rule_param p)
{
	static const struct rule_choice education[] = {{EDU_LITERATE, N_("reads and writes")},
		{EDU_PRIMARY, N_("primary school")}, {EDU_LOWER, N_("lower secondary school")},
		{EDU_UPPER, N_("upper secondary school")}, {0, NULL}};
	static const struct rule_choice clock[] = {
		{CLOCK_RECEIVED, N_("the day the decision is received")},
		{CLOCK_ISSUED, N_("the day the decision is issued")}, {0, NULL}};
	return rule_type(p) != RULE_TYPE_CHOICE ? NULL
	       : p == PARAM_CEREMONY_CLOCK	? clock
						: education;
}

static void add_choice(struct strbuf *b, enum rule_param p, long value)
{
	for (const struct rule_choice *c = rule_choices(p); c && c->label; c++)
		if (c->value == value)
			strbuf_add(b, _(c->label));
}

static void add_fraction(struct strbuf *b, long value)
{
	struct rule_fraction f = rule_fraction(value);
	strbuf_addf(b, f.is_more ? _("more than %d/%d") : _("at least %d/%d"), f.num, f.den);
}

/* Ages are whole years that are counted in months. */
static void add_months(struct strbuf *b, enum rule_param p, long value)
{
	bool is_age = p == PARAM_AGE_MIN || p == PARAM_AGE_MAX;
	if (is_age && value % 12 == 0)
		strbuf_addf(b, P_("%ld year old", "%ld years old", (unsigned long)value / 12),
			value / 12);
	else
		strbuf_addf(b, P_("%ld month", "%ld months", (unsigned long)value), value);
}

void rule_value_add(struct strbuf *b, enum rule_param p, long value)
{
	if (value == RULE_NOT_SET) {
		strbuf_add(b, _("not said"));
		return;
	}
	switch (rule_type(p)) {
	case RULE_TYPE_MONTHS:
		add_months(b, p, value);
		break;
	case RULE_TYPE_WORKDAYS:
		strbuf_addf(
			b, P_("%ld working day", "%ld working days", (unsigned long)value), value);
		break;
	case RULE_TYPE_COUNT:
		strbuf_addf(b, "%ld", value);
		break;
	case RULE_TYPE_FRACTION:
		add_fraction(b, value);
		break;
	case RULE_TYPE_CHOICE:
		add_choice(b, p, value);
		break;
	case RULE_TYPE_FLAG:
		strbuf_add(b, value ? _("yes") : _("no"));
		break;
	}
}

const char *mover_label(enum mover m)
{
	static const char *const labels[MOVERS] = {
		[MOVER_CANDIDATE] = N_("the person"),
		[MOVER_MENTOR] = N_("the mentor"),
		[MOVER_CELL] = N_("the cell"),
		[MOVER_UNIONS] = N_("organisations"),
		[MOVER_CENTRE] = N_("political centre"),
		[MOVER_COMMITTEE] = N_("the committee"),
		[MOVER_DECIDER] = N_("body that decides"),
		[MOVER_SUPERIOR] = N_("superior committee"),
		[MOVER_OTHERS] = N_("another committee"),
		[MOVER_OFFICE] = N_("the office"),
		[MOVER_PROBATIONER] = N_("the probationary member"),
	};
	return (int)m > 0 && (int)m < MOVERS ? labels[m] : "";
}

const char *day_kind_label(enum day_kind k)
{
	static const char *const labels[] = {
		[DAY_NEW_YEAR] = N_("New Year's Day"),
		[DAY_TET] = N_("Lunar New Year"),
		[DAY_HUNG_KINGS] = N_("Hùng Kings' Day"),
		[DAY_REUNIFICATION] = N_("Reunification Day"),
		[DAY_LABOUR] = N_("Labour Day"),
		[DAY_NATIONAL] = N_("National Day"),
		[DAY_MADE_UP] = N_("made up for a weekend"),
		[DAY_OFFICE] = N_("day off of the office"),
		[DAY_SWAPPED] = N_("worked instead of another day"),
	};
	return (int)k > 0 && (size_t)k < ARRAY_LEN(labels) ? labels[k] : "";
}

const char *paper_step_label(enum paper_step s)
{
	static const char *const labels[PAPER_STEPS + 1] = {
		[PAPER_STEP_LIST] = N_("List of sympathisers"),
		[PAPER_STEP_CLASS] = N_("Awareness class"),
		[PAPER_STEP_PAPERS] = N_("Papers of the dossier"),
		[PAPER_STEP_CELL] = N_("Meeting of the cell"),
		[PAPER_STEP_COMMITTEE] = N_("Committee"),
		[PAPER_STEP_DECISION] = N_("Decision on admission"),
		[PAPER_STEP_CEREMONY] = N_("After the ceremony"),
		[PAPER_STEP_PROBATION] = N_("After twelve months"),
		[PAPER_STEP_RECOGNITION] = N_("Recognition"),
		[PAPER_STEP_MOVE] = N_("Moving"),
		[PAPER_STEP_REMOVAL] = N_("Striking off, cancelling"),
	};
	return (int)s > 0 && (int)s <= PAPER_STEPS ? labels[s] : "";
}

const char *paper_need_label(enum paper_need n)
{
	static const char *const labels[] = {
		[PAPER_ALL] = N_("of everybody"),
		[PAPER_IF_YOUTH] = N_("of youth union members"),
		[PAPER_IF_UNION] = N_("of trade union members"),
		[PAPER_IF_PUPIL] = N_("of pupils"),
		[PAPER_IF_TWO_MEMBERS] = N_("where two members introduce"),
		[PAPER_IF_SUBCOMMITTEE] = N_("where there is an intermediate committee"),
		[PAPER_IF_READMITTED] = N_("of who is admitted again"),
		[PAPER_IF_CHECKED] = N_("where the background is checked"),
		[PAPER_IF_MOVING] = N_("of who moves"),
		[PAPER_OPTIONAL] = N_("as needed"),
	};
	return (int)n >= 0 && (size_t)n < ARRAY_LEN(labels) ? labels[n] : "";
}

const char *authority_kind_label(enum authority_kind k)
{
	switch (k) {
	case AUTHORITY_SUPERIOR:
		return N_("standing committee of the superior");
	case AUTHORITY_STANDING:
		return N_("the committee's own standing committee");
	case AUTHORITY_COMMITTEE:
		return N_("the whole committee, by delegation");
	}
	return "";
}

void deadline_add(struct strbuf *b, const struct deadline *d)
{
	char from[DATE_TEXT], due[DATE_TEXT];
	if (d->workdays <= 0)
		return;
	strbuf_addf(b,
		P_("%d working day from %s: until %s", "%d working days from %s: until %s",
			(unsigned long)d->workdays),
		d->workdays, date_to_user(d->from, from), date_to_user(d->due, due));
	strbuf_addf(b, _("; passed over: %d Saturdays and Sundays, %d other days off"), d->weekend,
		d->off);
	if (d->swapped)
		strbuf_addf(b, _("; %d worked weekend days counted"), d->swapped);
	if (d->open_year)
		strbuf_addf(b, _("; the days off of %d are not confirmed"), d->open_year);
}

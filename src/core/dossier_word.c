/* The dossier in words. */
#include "base/i18n.h"
#include "base/mem.h"
#include "core/dossier.h"

const char *need_label(enum need_kind k)
{
	static const char *const labels[NEED_KINDS] = {
		[NEED_MENTOR] = N_("A mentor is missing"),
		[NEED_LISTING] = N_("Put on the list of sympathisers"),
		[NEED_CLASS] = N_("Awareness class"),
		[NEED_CERTIFICATE] = N_("Class certificate lapses"),
		[NEED_MENTOR_MONTHS] = N_("Months with the mentor"),
		[NEED_AGE] = N_("Of age"),
		[NEED_AGE_LIMIT] = N_("Reaches the age limit"),
		[NEED_EDUCATION] = N_("Education below what is asked"),
		[NEED_PERMISSION] = N_("Committee allows the papers"),
		[NEED_PAPER] = N_("Paper"),
		[NEED_CHECK] = N_("Background check to be sent"),
		[NEED_CHECK_ANSWER] = N_("Answer on the background"),
		[NEED_CHECK_NEGATIVE] = N_("Background: not qualified"),
		[NEED_COMPILED] = N_("Dossier put together"),
		[NEED_DOSSIER_LAPSE] = N_("Dossier grows too old"),
		[NEED_CELL_VOTE] = N_("Cell meets on the admission"),
		[NEED_SEND_UP] = N_("Cell sends the papers up"),
		[NEED_COMMITTEE] = N_("Resolution of the committee"),
		[NEED_DECISION] = N_("Decision on the admission"),
		[NEED_CEREMONY] = N_("Admission ceremony"),
		[NEED_DECLARE] = N_("New member's own papers"),
		[NEED_REGISTER] = N_("Entry in the member database"),
		[NEED_PROBATION] = N_("Twelve months of probation end"),
		[NEED_RECOGNITION_CELL] = N_("Cell considers the recognition"),
		[NEED_RECOGNITION_COMMITTEE] = N_("Committee on the recognition"),
		[NEED_RECOGNITION_DECISION] = N_("Decision on the recognition"),
		[NEED_ROUNDS] = N_("Not enough votes in all rounds: report to the superior"),
		[NEED_READMIT_WAIT] = N_("Waiting time for admission again"),
		[NEED_READMIT_NEVER] = N_("May not be admitted again"),
		[NEED_READMIT_CONSENT] = N_("Consent to admission again"),
		[NEED_FORWARD] = N_("Dossier to be forwarded"),
		[NEED_RECEIVER] = N_("To be decided on after arriving"),
		[NEED_OVER_AGE_CONSENT] = N_("Consent for one over the age"),
		[NEED_PROBATION_MENTOR] = N_("No mentor in probation"),
		[NEED_REMOVAL] = N_("Striking off is being decided"),
		[NEED_RESOLUTION] = N_("Resolution on sources of the year"),
		[NEED_REPORTS] = N_("Monthly reports are missing"),
		[NEED_DIPLOMA] = N_("Diploma missing: report to the standing committee"),
		[NEED_OBSTACLE_STEP] = N_("Next step against an obstacle"),
		[NEED_TALK] = N_("Next talk"),
		[NEED_CELL_VISIT] = N_("Somebody is to be at the cell again"),
		[NEED_REQUEST] = N_("Asked for at the cell"),
	};
	return (int)k > 0 && k < NEED_KINDS && labels[k] ? labels[k] : "";
}

const char *paper_state_label(enum paper_state s)
{
	static const char *const labels[] = {
		N_("needed"), N_("asked for"), N_("in hand"), N_("not needed here")};
	return (int)s >= 0 && (size_t)s < ARRAY_LEN(labels) ? labels[s] : "";
}

const char *vote_purpose_label(enum vote_purpose p)
{
	static const char *const labels[] = {
		"", N_("on admission"), N_("on recognition"), N_("on striking off")};
	return (int)p > 0 && (size_t)p < ARRAY_LEN(labels) ? labels[p] : "";
}

const char *vote_body_label(enum vote_body b)
{
	static const char *const labels[] = {
		"", N_("the cell"), N_("the committee"), N_("body that decides")};
	return (int)b > 0 && (size_t)b < ARRAY_LEN(labels) ? labels[b] : "";
}

const char *education_case_label(enum education_case c)
{
	static const char *const labels[] = {N_("usual"),
		N_("mountain, border, island, ethnic minority area"), N_("respected elder there")};
	return (int)c >= 0 && (size_t)c < ARRAY_LEN(labels) ? labels[c] : "";
}

const char *left_how_label(enum left_how h)
{
	static const char *const labels[] = {N_("has not been a member"), N_("name struck off"),
		N_("convicted, struck off the record"), N_("in a way that excludes coming back")};
	return (int)h >= 0 && (size_t)h < ARRAY_LEN(labels) ? labels[h] : "";
}

void need_add(struct strbuf *b, const struct need *n)
{
	if (n->kind == NEED_PAPER && n->paper) {
		strbuf_add(b, n->paper->title);
		if (n->paper->form)
			strbuf_addf(b, " (%s)", n->paper->form);
		return;
	}
	strbuf_add(b, _(need_label(n->kind)));
	bool is_round = n->kind == NEED_CELL_VOTE || n->kind == NEED_RECOGNITION_CELL;
	if (is_round && n->number > 1)
		strbuf_addf(b, _(" (round %ld)"), n->number);
	if (n->kind == NEED_DOSSIER_LAPSE && n->number)
		strbuf_addf(b,
			P_(" (%ld paper to be made anew)", " (%ld papers to be made anew)",
				(unsigned long)n->number),
			n->number);
}

void need_cite_add(struct strbuf *b, const struct rule_set *set, const struct need *n)
{
	cite_add(b, n->paper ? &n->paper->cite : rule_cite(set, (enum rule_param)n->param));
}

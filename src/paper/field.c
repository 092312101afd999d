#include "paper/field.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "viet/wording.h"

#include <string.h>

/* ---- texts ------------------------------------------------------------------------------------------ */

static int add(struct strbuf *b, const char *text)
{
	strbuf_add(b, text ? text : "");
	return 0;
}

static int add_day(struct strbuf *b, struct date d)
{
	char text[DATE_TEXT];
	return date_is_set(d) ? add(b, date_to_user(d, text)) : 0;
}

static int add_number(struct strbuf *b, long n)
{
	char text[WORDING_MAX];
	return add(b, wording_number(n, text));
}

/* ---- the person ------------------------------------------------------------------------------------- */

enum text_of { FULL_NAME, ETHNICITY, HOME, RESIDENCE, OCCUPATION, ORGANISATION, POSITION, PHONE };

static int person_text(const struct paper_source *s, int which, struct strbuf *b, struct err *err)
{
	const struct person *p = &s->view.person;
	const char *texts[] = {[FULL_NAME] = p->full_name,
		[ETHNICITY] = p->ethnicity,
		[HOME] = p->home_place,
		[RESIDENCE] = p->residence,
		[OCCUPATION] = p->occupation,
		[ORGANISATION] = p->organisation,
		[POSITION] = p->position,
		[PHONE] = p->phone};
	(void)err;
	return add(b, texts[which]);
}

/* In a sentence "ngày 12/05/1999" or "năm 1999", in a table the bare date. */
static int birth(const struct paper_source *s, int is_bare, struct strbuf *b, struct err *err)
{
	struct date d = s->view.person.birth;
	(void)err;
	if (!is_bare && date_is_set(d))
		strbuf_add(b, date_is_full(d) ? "ngày " : "năm ");
	return add_day(b, d);
}

static int sex(const struct paper_source *s, int arg, struct strbuf *b, struct err *err)
{
	(void)arg;
	(void)err;
	return add(b, s->view.person.sex == 'f' ? "Nữ" : s->view.person.sex == 'm' ? "Nam" : "");
}

/* How a person is spoken of; of whom the sex is not known both. */
static int address(const struct paper_source *s, int is_capital, struct strbuf *b, struct err *err)
{
	static const char *const words[2][3] = {
		{"ông (bà)", "ông", "bà"}, {"Ông (bà)", "Ông", "Bà"}};
	char v = s->view.person.sex;
	(void)err;
	return add(b, words[is_capital][v == 'm' ? 1 : v == 'f' ? 2 : 0]);
}

/* "giáo viên, Trường Tiểu học …": what is known of work and place. */
static int work(const struct paper_source *s, int arg, struct strbuf *b, struct err *err)
{
	const struct person *p = &s->view.person;
	const char *parts[] = {p->position, p->occupation, p->organisation};
	size_t begin = b->len;
	(void)arg;
	(void)err;
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (parts[i] && *parts[i])
			strbuf_addf(b, "%s%s", b->len > begin ? ", " : "", parts[i]);
	return 0;
}

static int education(const struct paper_source *s, int arg, struct strbuf *b, struct err *err)
{
	const struct person *p = &s->view.person;
	(void)arg;
	(void)err;
	if (p->grade && *p->grade)
		return add(b, p->grade);
	return p->education ? add(b, _(education_label(p->education))) : 0;
}

static int professional(const struct paper_source *s, int arg, struct strbuf *b, struct err *err)
{
	int n = s->view.person.professional;
	(void)arg;
	(void)err;
	return n ? add(b, _(professional_label(n))) : 0;
}

static int place(const struct paper_source *s, int arg, struct strbuf *b, struct err *err)
{
	(void)arg;
	(void)err;
	return add_number(b, (long)s->place);
}

/* ---- steps ------------------------------------------------------------------------------------------ */

static struct date step_day(const struct paper_source *s, enum event_kind kind)
{
	return s->view.way.on[kind];
}

static int event_day(const struct paper_source *s, int kind, struct strbuf *b, struct err *err)
{
	(void)err;
	return add_day(b, step_day(s, (enum event_kind)kind));
}

static const char *event_number(const struct paper_source *s, enum event_kind kind)
{
	struct date day = step_day(s, kind);
	for (size_t i = 0; i < s->history.event_count; i++)
		if (s->history.events[i].kind == kind &&
			date_cmp(s->history.events[i].on, day) == 0 && date_is_set(day))
			return s->history.events[i].paper_no;
	return NULL;
}

static int event_paper(const struct paper_source *s, int kind, struct strbuf *b, struct err *err)
{
	(void)err;
	return add(b, event_number(s, (enum event_kind)kind));
}

/* "15-GCN, 20/05/2025" */
static int certificate(const struct paper_source *s, int arg, struct strbuf *b, struct err *err)
{
	const char *number = event_number(s, EVENT_CLASS);
	(void)arg;
	(void)err;
	if (number && *number)
		strbuf_addf(b, "%s, ", number);
	return add_day(b, step_day(s, EVENT_CLASS));
}

/* The ceremony and the months of probation after it (Điều lệ Đảng, Điều 5). */
static int end_of_probation(
	const struct paper_source *s, int arg, struct strbuf *b, struct err *err)
{
	struct date day = step_day(s, EVENT_CEREMONY);
	long months = s->view.set ? rule_value(s->view.set, PARAM_PROBATION_MONTHS, 12) : 12;
	(void)arg;
	(void)err;
	return date_is_set(day) ? add_day(b, date_add_months(day, (int)months)) : 0;
}

/* ---- votes ------------------------------------------------------------------------------------------ */

/* The last one of the body, for what the paper is about. */
static const struct vote *vote_of(const struct paper_source *s, enum vote_body body)
{
	const struct vote *last = NULL;
	for (size_t i = 0; i < s->view.vote_count; i++)
		if (s->view.votes[i].fact.body == body &&
			s->view.votes[i].fact.purpose == s->kind->purpose)
			last = &s->view.votes[i];
	return last;
}

enum vote_number { BASE, PRESENT, YES, NO, SHARE };
#define VOTE_FIELD(body, number) ((body)*10 + (number))

static int vote_number(const struct paper_source *s, int arg, struct strbuf *b, struct err *err)
{
	char text[WORDING_MAX];
	const struct vote *v = vote_of(s, (enum vote_body)(arg / 10));
	(void)err;
	if (!v)
		return 0;
	switch (arg % 10) {
	case BASE:
		return add_number(b, v->fact.base);
	case PRESENT:
		return add_number(b, v->fact.present);
	case YES:
		return add_number(b, v->fact.yes);
	case NO:
		return add_number(b, v->fact.no);
	default:
		return add(b, wording_percent(percent_tenths(v->fact.yes, v->fact.base), text));
	}
}

/* The resolution of a body: its step, or (of a recognition, and where only the vote is recorded) its vote. */
static int body_day(const struct paper_source *s, int body, struct strbuf *b, struct err *err)
{
	static const enum event_kind steps[] = {[VOTE_CELL] = EVENT_CELL_VOTE,
		[VOTE_COMMITTEE] = EVENT_COMMITTEE,
		[VOTE_DECIDER] = EVENT_DECISION};
	const struct vote *v = vote_of(s, (enum vote_body)body);
	struct date day = {0};
	(void)err;
	if (s->kind->purpose != VOTE_RECOGNITION)
		day = step_day(s, steps[body]);
	return add_day(b, date_is_set(day) ? day : v ? v->fact.on : day);
}

static int body_paper(const struct paper_source *s, int body, struct strbuf *b, struct err *err)
{
	const struct vote *v = vote_of(s, (enum vote_body)body);
	const char *number = NULL;
	(void)err;
	if (s->kind->purpose != VOTE_RECOGNITION)
		number = event_number(s, body == VOTE_CELL ? EVENT_CELL_VOTE : EVENT_COMMITTEE);
	return add(b, number && *number ? number : v ? v->paper_no : NULL);
}

static int vote_day(const struct paper_source *s, int body, struct strbuf *b, struct err *err)
{
	const struct vote *v = vote_of(s, (enum vote_body)body);
	(void)err;
	return v ? add_day(b, v->fact.on) : 0;
}

/* ---- mentors ---------------------------------------------------------------------------------------- */

static bool helps_on(const struct assignment *a, struct date day)
{
	return (!date_is_set(a->from) || date_cmp(a->from, day) <= 0) &&
	       (!date_is_set(a->to) || date_cmp(day, a->to) <= 0);
}

/* Those who help on the paper's day, or (arg) the day that the last of them began. */
static int mentors(const struct paper_source *s, int wants_day, struct strbuf *b, struct err *err)
{
	struct date last = {0};
	size_t n = 0;
	(void)err;
	for (size_t i = 0; i < s->history.assignment_count; i++) {
		const struct assignment *a = &s->history.assignments[i];
		if (!helps_on(a, s->on))
			continue;
		if (!wants_day)
			strbuf_addf(b, "%s%s", n ? ", " : "", a->mentor_name);
		last = date_is_set(a->from) && date_cmp(a->from, last) > 0 ? a->from : last;
		n++;
	}
	return wants_day ? add_day(b, last) : 0;
}

/* ---- whose paper it is ------------------------------------------------------------------------------ */

enum office_text { CELL_NAME, COMMITTEE_NAME, DECIDER, SIGNING };

static int office_text(const struct paper_source *s, int which, struct strbuf *b, struct err *err)
{
	const char *texts[] = {[CELL_NAME] = s->cell_name,
		[COMMITTEE_NAME] = s->committee_name,
		[DECIDER] = s->authority ? s->authority->name : NULL,
		[SIGNING] = s->signing};
	(void)err;
	return add(b, texts[which]);
}

enum head_text { SUPERIOR, BODY, NUMBER_LINE, PLACE_DATE, ON_BEHALF, OFFICE_HELD, SIGNER };

static int head_text(const struct paper_source *s, int which, struct strbuf *b, struct err *err)
{
	const struct paper_head *h = s->head;
	(void)err;
	if (!h)
		return 0;
	const char *texts[] = {[SUPERIOR] = h->of.superior,
		[BODY] = h->of.body,
		[NUMBER_LINE] = h->number,
		[PLACE_DATE] = h->place_date,
		[ON_BEHALF] = h->of.on_behalf,
		[OFFICE_HELD] = h->of.office_held,
		[SIGNER] = h->of.signer};
	return add(b, texts[which]);
}

static int paper_day(const struct paper_source *s, int arg, struct strbuf *b, struct err *err)
{
	(void)arg;
	(void)err;
	return add_day(b, s->on);
}

static int typed(const struct paper_source *s, int arg, struct strbuf *b, struct err *err)
{
	(void)s;
	(void)arg;
	(void)b;
	(void)err;
	return 0;
}

/* ---- all of them ------------------------------------------------------------------------------------ */

const struct paper_field paper_fields[] = {
	{"stt", N_("Place in the list"), MEND_NOWHERE, 0, place},
	{"ho_ten", N_("Full name"), MEND_PERSON, FULL_NAME, person_text},
	{"ngay_sinh", N_("Birth date"), MEND_PERSON, 0, birth},
	{"ngay_sinh_so", N_("Birth date"), MEND_PERSON, 1, birth},
	{"gioi_tinh", N_("Sex"), MEND_PERSON, 0, sex},
	{"xung_ho", N_("How the person is spoken of"), MEND_PERSON, 0, address},
	{"xung_ho_hoa", N_("How the person is spoken of"), MEND_PERSON, 1, address},
	{"dan_toc", N_("Ethnicity"), MEND_PERSON, ETHNICITY, person_text},
	{"que_quan", N_("Home place"), MEND_PERSON, HOME, person_text},
	{"noi_cu_tru", N_("Residence"), MEND_PERSON, RESIDENCE, person_text},
	{"nghe_nghiep", N_("Occupation"), MEND_PERSON, OCCUPATION, person_text},
	{"don_vi", N_("Organisations"), MEND_PERSON, ORGANISATION, person_text},
	{"chuc_vu", N_("Position"), MEND_PERSON, POSITION, person_text},
	{"dien_thoai", N_("Phone"), MEND_PERSON, PHONE, person_text},
	{"cong_tac", N_("Occupation"), MEND_PERSON, 0, work},
	{"hoc_van", N_("General education"), MEND_PERSON, 0, education},
	{"chuyen_mon", N_("Professional level"), MEND_PERSON, 0, professional},
	{"chi_bo", N_("Cell"), MEND_PERSON, CELL_NAME, office_text},
	{"dang_uy", N_("The committee"), MEND_OFFICE, COMMITTEE_NAME, office_text},
	{"co_quan_quyet_dinh", N_("Who decides"), MEND_DECIDER, DECIDER, office_text},
	{"ten_co_quan_ky", N_("Who decides"), MEND_DECIDER, SIGNING, office_text},
	{"ngay_hop", N_("Date of the paper"), MEND_NOWHERE, 0, paper_day},
	{"ngay_cam_tinh", N_("Put on the list on"), MEND_EVENT, EVENT_LISTED, event_day},
	{"so_nq_cam_tinh", N_("Resolution on the list"), MEND_EVENT, EVENT_LISTED, event_paper},
	{"ngay_lop", N_("Class certificate of"), MEND_EVENT, EVENT_CLASS, event_day},
	{"so_giay_chung_nhan", N_("Number of the class certificate"), MEND_EVENT, EVENT_CLASS,
		event_paper},
	{"giay_chung_nhan", N_("Class certificate"), MEND_EVENT, EVENT_CLASS, certificate},
	{"ngay_lam_thu_tuc", N_("Papers allowed on"), MEND_EVENT, EVENT_PAPERS, event_day},
	{"so_nq_lam_thu_tuc", N_("Resolution that allowed the papers"), MEND_EVENT, EVENT_PAPERS,
		event_paper},
	{"ngay_nq_chi_bo", N_("Cell: day of the resolution"), MEND_VOTE, VOTE_CELL, body_day},
	{"so_nq_chi_bo", N_("Cell: number of the resolution"), MEND_VOTE, VOTE_CELL, body_paper},
	{"ngay_nq_dang_uy", N_("Committee: day of the resolution"), MEND_VOTE, VOTE_COMMITTEE,
		body_day},
	{"so_nq_dang_uy", N_("Committee: number of the resolution"), MEND_VOTE, VOTE_COMMITTEE,
		body_paper},
	{"ngay_bieu_quyet", N_("Who decides: day of the vote"), MEND_VOTE, VOTE_DECIDER, vote_day},
	{"cb_tong_so", N_("Cell: base of the vote"), MEND_VOTE, VOTE_FIELD(VOTE_CELL, BASE),
		vote_number},
	{"cb_co_mat", N_("Cell: present"), MEND_VOTE, VOTE_FIELD(VOTE_CELL, PRESENT), vote_number},
	{"cb_dong_y", N_("Cell: in favour"), MEND_VOTE, VOTE_FIELD(VOTE_CELL, YES), vote_number},
	{"cb_khong_dong_y", N_("Cell: against"), MEND_VOTE, VOTE_FIELD(VOTE_CELL, NO), vote_number},
	{"cb_ty_le", N_("Cell: share in favour"), MEND_VOTE, VOTE_FIELD(VOTE_CELL, SHARE),
		vote_number},
	{"du_tong_so", N_("Committee: base of the vote"), MEND_VOTE,
		VOTE_FIELD(VOTE_COMMITTEE, BASE), vote_number},
	{"du_co_mat", N_("Committee: present"), MEND_VOTE, VOTE_FIELD(VOTE_COMMITTEE, PRESENT),
		vote_number},
	{"du_dong_y", N_("Committee: in favour"), MEND_VOTE, VOTE_FIELD(VOTE_COMMITTEE, YES),
		vote_number},
	{"du_khong_dong_y", N_("Committee: against"), MEND_VOTE, VOTE_FIELD(VOTE_COMMITTEE, NO),
		vote_number},
	{"du_ty_le", N_("Committee: share in favour"), MEND_VOTE, VOTE_FIELD(VOTE_COMMITTEE, SHARE),
		vote_number},
	{"qd_tong_so", N_("Who decides: base of the vote"), MEND_VOTE,
		VOTE_FIELD(VOTE_DECIDER, BASE), vote_number},
	{"qd_dong_y", N_("Who decides: in favour"), MEND_VOTE, VOTE_FIELD(VOTE_DECIDER, YES),
		vote_number},
	{"qd_ty_le", N_("Who decides: share in favour"), MEND_VOTE, VOTE_FIELD(VOTE_DECIDER, SHARE),
		vote_number},
	{"ngay_quyet_dinh", N_("Day of the decision"), MEND_EVENT, EVENT_DECISION, event_day},
	{"so_quyet_dinh", N_("Number of the decision"), MEND_EVENT, EVENT_DECISION, event_paper},
	{"ngay_le_ket_nap", N_("Day of the ceremony"), MEND_EVENT, EVENT_CEREMONY, event_day},
	{"ngay_het_du_bi", N_("End of the probation"), MEND_EVENT, EVENT_CEREMONY,
		end_of_probation},
	{"ngay_cong_nhan", N_("Recognised on"), MEND_EVENT, EVENT_RECOGNISED, event_day},
	{"so_qd_cong_nhan", N_("Decision that recognised"), MEND_EVENT, EVENT_RECOGNISED,
		event_paper},
	{"nguoi_giup_do", N_("Mentors"), MEND_MENTOR, 0, mentors},
	{"ngay_phan_cong", N_("Mentors since"), MEND_MENTOR, 1, mentors},
	{"cap_tren", N_("Superior committee"), MEND_OFFICE, SUPERIOR, head_text},
	{"co_quan", N_("Whose paper it is"), MEND_OFFICE, BODY, head_text},
	{"so_ky_hieu", N_("Number of the paper"), MEND_NUMBER, NUMBER_LINE, head_text},
	{"dia_danh_ngay_thang", N_("Place and date"), MEND_OFFICE, PLACE_DATE, head_text},
	{"thay_mat", N_("On behalf of"), MEND_SIGNER, ON_BEHALF, head_text},
	{"chuc_vu_ky", N_("Office of the signer"), MEND_SIGNER, OFFICE_HELD, head_text},
	{"nguoi_ky", N_("Signer"), MEND_SIGNER, SIGNER, head_text},
	/* no record has these: what others have said and decided, and where a letter goes */
	{"noi_nhan_tham_tra", N_("To whom the letter goes"), MEND_TYPE, 0, typed},
	{"noi_chuyen_den", N_("Where the person moves to"), MEND_TYPE, 0, typed},
	{"noi_nhan_phieu_bao", N_("To whom the notice goes"), MEND_TYPE, 0, typed},
	{"ho_so_kem", N_("Papers that go with it"), MEND_TYPE, 0, typed},
	{"y_kien_doan_the", N_("Associations that were asked"), MEND_TYPE, 0, typed},
	{"doan_the_tan_thanh", N_("Associations: in favour"), MEND_TYPE, 0, typed},
	{"doan_the_khong_tan_thanh", N_("Associations: against"), MEND_TYPE, 0, typed},
	{"y_kien_cu_tru", N_("Cell of the residence that was asked"), MEND_TYPE, 0, typed},
	{"cu_tru_tan_thanh", N_("Residence: in favour"), MEND_TYPE, 0, typed},
	{"cu_tru_khong_tan_thanh", N_("Residence: against"), MEND_TYPE, 0, typed},
	{"nhan_xet_chung", N_("Remark in sum"), MEND_TYPE, 0, typed},
};
const size_t paper_field_count = ARRAY_LEN(paper_fields);

const struct paper_field *paper_field_of(const char *name)
{
	static const char list[] = "ds_";
	bool is_listed = strncmp(name, list, sizeof list - 1) == 0;
	if (is_listed)
		name += sizeof list - 1;
	/* a list has the bare date */
	if (is_listed && strcmp(name, "ngay_sinh") == 0)
		name = "ngay_sinh_so";
	for (size_t i = 0; i < paper_field_count; i++)
		if (strcmp(paper_fields[i].name, name) == 0)
			return &paper_fields[i];
	return NULL;
}

bool paper_field_is_of_person(const struct paper_field *f)
{
	return f->mend == MEND_PERSON || f->mend == MEND_EVENT || f->mend == MEND_VOTE ||
	       f->mend == MEND_MENTOR;
}

enum vote_body paper_field_body(const struct paper_field *f)
{
	return (enum vote_body)(f->arg >= VOTE_FIELD(1, 0) ? f->arg / VOTE_FIELD(1, 0) : f->arg);
}

const char *paper_mend_label(enum paper_mend m)
{
	static const char *const labels[] = {[MEND_PERSON] = N_("the person's data"),
		[MEND_EVENT] = N_("the step"),
		[MEND_VOTE] = N_("the vote"),
		[MEND_MENTOR] = N_("the mentor"),
		[MEND_OFFICE] = N_("the committee"),
		[MEND_SIGNER] = N_("the signers"),
		[MEND_DECIDER] = N_("who decides"),
		[MEND_TYPE] = N_("typed here"),
		[MEND_NUMBER] = N_("the number")};
	return (size_t)m < ARRAY_LEN(labels) && labels[m] ? labels[m] : "";
}

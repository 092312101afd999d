/* Acts of every kind, drawn at random: mostly what may be, now and then what may not. */
#ifndef TN_TESTS_CORE_RANDOM_ACTS_H
#define TN_TESTS_CORE_RANDOM_ACTS_H

#include "fixture.h"

#include "core/dossier.h"
#include "core/sourcing.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct office o;

enum { MOST = 60 };
/* Who acts. */
static struct act_by by = {.actor = "clerk"};

static uint64_t seed;
static struct person_id people[MOST];
static int people_n;

static struct date any_day(void)
{
	return date_add_days(
		(struct date){2019, 1, 1}, fixture_below(&seed, 2950)); /* some still to come */
}

static struct person_id anybody(void)
{
	return people[fixture_below(&seed, people_n)];
}

static enum event_kind any_kind(void)
{
	static const enum event_kind kinds[] = {EVENT_FOUND, EVENT_LISTED, EVENT_CLASS,
		EVENT_PAPERS, EVENT_DOSSIER, EVENT_CELL_VOTE, EVENT_COMMITTEE, EVENT_DECISION,
		EVENT_CEREMONY, EVENT_RECOGNISED, EVENT_OFF_LIST, EVENT_MOVED, EVENT_VOTE_FAILED,
		EVENT_REFUSED, EVENT_CANCELLED, EVENT_STRUCK, EVENT_DIED, EVENT_RETURNED,
		EVENT_RETURNED, EVENT_LISTED};
	return kinds[fixture_below(&seed, ARRAY_LEN(kinds))];
}

static int new_person(struct err *err)
{
	static const char *const names[] = {
		"Lê Văn Hoà", "Trần Thị Ngọc Ánh", "H'Hen Niê", "Đỗ Đức"};
	struct person p = {.full_name = (char *)names[fixture_below(&seed, 4)],
		.birth = {1970, 0, 0},
		.is_member = fixture_below(&seed, 3) == 0};
	p.birth.year = (short)(1955 + fixture_below(&seed, 50));
	if (p.is_member && fixture_below(&seed, 2))
		p.official_on = p.joined_on = any_day();
	struct person_id id;
	int r = people_n < MOST ? person_save(o.db, &by, &p, o.hamlet, &id, err) : 0;
	if (!r && people_n < MOST)
		people[people_n++] = id;
	return r;
}

static int change_person(struct err *err)
{
	struct person p = fixture_load(o.db, anybody());
	struct person_id id;
	switch (fixture_below(&seed, 4)) {
	case 0:
		p.birth = (struct date){(short)(1950 + fixture_below(&seed, 60)), 0, 0};
		break;
	case 1:
		p.official_on = any_day();
		break;
	case 2:
		p.is_member = !p.is_member;
		p.joined_on = p.official_on = (struct date){0};
		break;
	default:
		free(p.full_name);
		p.full_name = strdup(fixture_below(&seed, 2) ? "Lê  Hoàng Long" : "Cao Thị Thuỷ");
	}
	int r = person_save(
		o.db, &by, &p, fixture_below(&seed, 2) ? o.school : (struct cell_id){0}, &id, err);
	person_done(&p);
	return r;
}

static int add_event(struct err *err)
{
	struct event e = {.person = anybody(), .kind = any_kind(), .on = any_day()};
	return event_save(o.db, &by, &e, fixture_below(&seed, 2), NULL, NULL, err);
}

static int change_event(struct err *err)
{
	int64_t last = fixture_number(o.db, "SELECT ifnull (max (id), 0) FROM event");
	struct event e;
	int r = event_load(o.db, 1 + fixture_below(&seed, (int)last), &e, err);
	if (r)
		return r;
	if (fixture_below(&seed, 3) == 0)
		r = event_remove(o.db, &by, e.id, e.rev, err);
	else {
		e.on = any_day();
		if (fixture_below(&seed, 2))
			e.kind = any_kind();
		r = event_save(o.db, &by, &e, true, NULL, NULL, err);
	}
	event_done(&e);
	return r;
}

static int add_mentor(struct err *err)
{
	struct assignment a = {
		.person = anybody(), .mentor = anybody(), .mentor_name = (char *)"Bà Tư"};
	if (fixture_below(&seed, 8) == 0)
		a.mentor.v = 0;
	if (fixture_below(&seed, 4))
		a.from = any_day();
	if (fixture_below(&seed, 4) == 0)
		a.to = any_day();
	return assignment_save(o.db, &by, &a, NULL, err);
}

static int change_mentor(struct err *err)
{
	int64_t last = fixture_number(o.db, "SELECT ifnull (max (id), 0) FROM mentor_assignment");
	struct assignment a;
	int r = assignment_load(o.db, 1 + fixture_below(&seed, (int)last + 1), &a, err);
	if (r)
		return r;
	struct assignment next = {.person = a.person, .mentor = anybody(), .from = any_day()};
	int what = fixture_below(&seed, 3);
	if (what == 0)
		r = assignment_end(o.db, &by, a.id, a.rev, any_day(), "hết", err);
	else if (what == 1)
		r = assignment_replace(o.db, &by, a.id, a.rev, &next, "thay", NULL, err);
	else {
		a.to = fixture_below(&seed, 2) ? any_day() : (struct date){0};
		a.from = any_day();
		r = assignment_save(o.db, &by, &a, NULL, err);
	}
	assignment_done(&a);
	return r;
}

static int move(struct err *err)
{
	return person_move(o.db, &by, anybody(), fixture_below(&seed, 2) ? o.school : o.hamlet,
		any_day(), err);
}

static int set_target(struct err *err)
{
	struct target t = {.from_year = 2020 + fixture_below(&seed, 6),
		.kind = (enum target_kind)(1 + fixture_below(&seed, 3)),
		.count = fixture_below(&seed, 12) - 1,
		.percent = fixture_below(&seed, 400) - 50,
		.base = fixture_below(&seed, 300) - 30};
	t.to_year = t.from_year + fixture_below(&seed, 3) - 1;
	return target_save(o.db, &by, &t, NULL, err);
}

static int state_figures(struct err *err)
{
	struct cell_count c = {o.hamlet, any_day(), fixture_below(&seed, 40) - 1,
		fixture_below(&seed, 40) - 1, fixture_below(&seed, 40) - 1,
		fixture_below(&seed, 40) - 1};
	return cell_count_save(o.db, &by, &c, err);
}

static int take_vote(struct err *err)
{
	struct vote v = {.fact = {.purpose = (enum vote_purpose)(1 + fixture_below(&seed, 3)),
				 .body = (enum vote_body)(1 + fixture_below(&seed, 3)),
				 .round = 1 + fixture_below(&seed, 4),
				 .on = any_day(),
				 .base = fixture_below(&seed, 30),
				 .is_secret = fixture_below(&seed, 2)}};
	v.fact.present = v.fact.base;
	v.fact.yes = fixture_below(&seed, (int)v.fact.base + 2);
	v.fact.no = fixture_below(&seed, 4) ? v.fact.base - v.fact.yes : 3;
	return vote_save(o.db, &by, anybody(), &v, fixture_below(&seed, 2), NULL, err);
}

static int mark_paper(struct err *err)
{
	static const char *const codes[] = {"1-KND", "2-KND", "3-KND-1", "5-KND", "CN-NTVD",
		"gioi-thieu-chuyen", "co-so-du-lieu", "17-KND"};
	const struct paper p = {.code = (char *)(uintptr_t)codes[fixture_below(&seed, 8)],
		.state = (enum paper_state)fixture_below(&seed, 4),
		.on = fixture_below(&seed, 2) ? any_day() : (struct date){0},
		.reason = fixture_below(&seed, 2) ? (char *)"không có" : NULL};
	return paper_save(o.db, &by, anybody(), &p, err);
}

static int inquire(struct err *err)
{
	struct inquiry q = {.sent_to = (char *)"Đảng ủy xã Phú Riềng",
		.fact = {.sent = any_day(),
			.conclusion = fixture_below(&seed, 3) - 1,
			.is_abroad = fixture_below(&seed, 2),
			.is_recheck = fixture_below(&seed, 4) == 0}};
	if (q.fact.conclusion >= 0 || fixture_below(&seed, 9) == 0)
		q.fact.answered = any_day();
	return inquiry_save(o.db, &by, anybody(), &q, err);
}

static int fill_dossier(struct err *err)
{
	struct dossier_view v;
	int r = dossier_view_load(o.db, anybody(), &v, err);
	if (r)
		return r;
	const struct dossier d = {.id = v.d.id,
		.rev = v.d.rev + (fixture_below(&seed, 6) == 0),
		.person = v.person.id,
		.decision_received = any_day(),
		.education_case = (enum education_case)fixture_below(&seed, 3),
		.is_union = fixture_below(&seed, 2),
		.no_check = fixture_below(&seed, 2),
		.no_check_reason = fixture_below(&seed, 4) ? (char *)"cả nhà trong xã" : NULL,
		.left_how = (enum left_how)(fixture_below(&seed, 8) / 5),
		.left_on = any_day()};
	const struct extension e = {
		.fact = {(enum need_kind)(1 + fixture_below(&seed, 40)), any_day()},
		.paper_no = fixture_below(&seed, 4) ? (char *)"1-CV" : NULL};
	r = fixture_below(&seed, 2) ? dossier_save(o.db, &by, &d, err)
				    : extension_save(o.db, &by, v.person.id, &e, err);
	dossier_view_done(&v);
	return r;
}

static int change_rules(struct err *err)
{
	int64_t id = fixture_number(o.db, "SELECT ifnull (max (id), 0) FROM rule_set"), to, rev = 0;
	const struct rule_cite cite = {.document = "1-HD/TU", .mark = MARK_OFFICE};
	switch (fixture_below(&seed, 5)) {
	case 0:
		return rule_set_copy(o.db, &by, "294-QĐ/TW#1", "1-QĐ", any_day(), NULL, &to, err);
	case 1:
		rule_value_rev(o.db, id, PARAM_DECISION_DAYS, &rev, NULL);
		return rule_value_save(o.db, &by, id, PARAM_DECISION_DAYS,
			20 + fixture_below(&seed, 20), &cite, rev, &to, err);
	case 2:
		return rule_set_remove(o.db, &by, id, err);
	default:
		return day_off_save(
			o.db, &by, any_day(), fixture_below(&seed, 4) == 0, NULL, 0, err);
	}
}

/* A record of any book, filled with whatever its fields may be; now and then with what they may not. */
static void any_value(const struct book_field *f, char *ret, size_t size)
{
	int id = 1 + fixture_below(&seed, 9);
	date_to_iso(any_day(), ret);
	switch (f->type) {
	case BOOK_DATE:
		break;
	case BOOK_MONTH:
		ret[7] = 0;
		break;
	case BOOK_NUMBER:
		snprintf(ret, size, "%ld", f->least + fixture_below(&seed, 60) - 1);
		break;
	case BOOK_YES:
		snprintf(ret, size, "%d", fixture_below(&seed, 2));
		break;
	case BOOK_CHOICE:
		snprintf(ret, size, "%d", 1 + fixture_below(&seed, 3));
		break;
	case BOOK_CELL:
		snprintf(ret, size, "%d", (int)(id % 2 ? o.school.v : o.hamlet.v));
		break;
	case BOOK_PERSON:
	case BOOK_MEMBER:
		snprintf(ret, size, "%d", (int)anybody().v);
		break;
	case BOOK_ONE_OF:
		snprintf(ret, size, "%d", (f->of - 1) * 7 + 1 + fixture_below(&seed, 8));
		break;
	case BOOK_RECORD:
		snprintf(ret, size, "%d", id);
		break;
	default:
		snprintf(ret, size, "%s", "Gặp hai quần chúng");
	}
}

static int keep_book(struct err *err)
{
	enum book_kind kind = (enum book_kind)fixture_below(&seed, BOOK_KINDS);
	const struct book *b = book_of(kind);
	struct book_row row = {0};
	int id = 1 + fixture_below(&seed, 9), r;
	if (fixture_below(&seed, 3) == 0) {
		r = book_load(o.db, kind, id, &row, err);
		if (!r && fixture_below(&seed, 2))
			r = book_remove(o.db, &by, kind, id, row.rev, err);
		else if (!r)
			r = book_save(o.db, &by, kind, &row, NULL, err);
		book_row_done(&row);
		return r;
	}
	r = 0;
	for (size_t i = 0; !r && i < b->field_count; i++) {
		char value[60] = "";
		if (b->fields[i].required || fixture_below(&seed, 3))
			any_value(&b->fields[i], value, sizeof value);
		r = book_set(kind, &row, b->fields[i].column, value, err);
	}
	if (!r)
		r = book_save(o.db, &by, kind, &row, NULL, err);
	book_row_done(&row);
	return r;
}

static int name_somebody(struct err *err)
{
	const struct proposing p = {
		.known = fixture_below(&seed, 3) ? anybody() : (struct person_id){0},
		.name = "Cao Thị Thuỷ",
		.cell = fixture_below(&seed, 2) ? o.school : o.hamlet,
		.on = any_day(),
		.finder = fixture_below(&seed, 2) ? anybody() : (struct person_id){0},
		.association = fixture_below(&seed, 9)};
	struct person_id id;
	return propose(o.db, &by, &p, &id, err);
}

static int month_of_reports(struct err *err)
{
	struct sheet s;
	struct date day = any_day();
	long n = 0;
	int r = sheet_read(
		o.db, fixture_below(&seed, 2) ? o.school : o.hamlet, day.year, day.month, &s, err);
	if (r)
		return r;
	if (s.n && fixture_below(&seed, 2))
		r = sheet_propose(o.db, &by, &s, &s.v[fixture_below(&seed, (int)s.n)], anybody(),
			NULL, (struct date){0}, any_day(), NULL, err);
	else
		r = sheet_save_rest(o.db, &by, &s, any_day(), &n, err);
	sheet_done(&s);
	return r;
}

static int for_many(struct err *err)
{
	int id = 1 + fixture_below(&seed, 6), year = 2019 + fixture_below(&seed, 8);
	int64_t to;
	long n;
	switch (fixture_below(&seed, 3)) {
	case 0:
		return duties_for_members(o.db, &by, id, 1, &n, err);
	case 1:
		return duties_take_over(o.db, &by, fixture_below(&seed, 2) ? o.school : o.hamlet,
			year, year + 1, &to, &n, err);
	default:
		return directive_pass_to_all(o.db, &by, id, any_day(), &n, err);
	}
}

static int (*const acts[])(struct err *err) = {new_person, change_person, add_event, add_event,
	add_event, change_event, add_mentor, add_mentor, change_mentor, move, set_target,
	state_figures, take_vote, mark_paper, inquire, fill_dossier, change_rules, keep_book,
	keep_book, keep_book, keep_book, name_somebody, month_of_reports, for_many};

/* An office, and whom the acts are about. */
static void random_open(void)
{
	office_open(&o);
	memcpy(people, o.official, sizeof o.official);
	people[4] = o.probationary;
	people[5] = o.candidate;
	people_n = 6;
}

#endif

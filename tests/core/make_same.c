#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "make_same.h"

#include "fixture.h"

#include "base/mem.h"
#include "base/vec.h"
#include "viet/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 4, WORD = 24, CELLS = 40 };

/* Somebody as he is; then as a clerk writes him down. */
struct human {
	char word[WORDS][WORD];
	int words;
	char name[160];
	char sex;
	struct date birth;
	char cccd[32], phone[24], residence[64], home_place[64];
	int cell;
};

struct maker {
	struct db *db;
	uint64_t state;
	struct cell_id cells[CELLS];
	VEC(struct human) humans; /* by the place of their record */
	VEC(int64_t) ids;
};

static int below(struct maker *m, int n)
{
	return fixture_below(&m->state, n);
}

static bool of_hundred(struct maker *m, int n)
{
	return below(m, 100) < n;
}

/* ---- people ------------------------------------------------------------------------------------------------ */

struct weighted {
	const char *word;
	int weight;
};

static const char *pick(struct maker *m, const struct weighted *v, size_t n)
{
	int total = 0, at;
	for (size_t i = 0; i < n; i++)
		total += v[i].weight;
	at = below(m, total);
	for (size_t i = 0; i < n; i++)
		if ((at -= v[i].weight) < 0)
			return v[i].word;
	return v[0].word;
}
#define PICK(m, v) pick(m, v, ARRAY_LEN(v))

static const struct weighted families[] = {{"Nguyễn", 310}, {"Trần", 110}, {"Lê", 95}, {"Phạm", 70},
	{"Huỳnh", 45}, {"Võ", 39}, {"Phan", 45}, {"Trương", 22}, {"Bùi", 21}, {"Đặng", 21},
	{"Đỗ", 19}, {"Ngô", 17}, {"Hồ", 15}, {"Dương", 14}, {"Đinh", 12}, {"Lý", 9}, {"Hoàng", 30},
	{"Vũ", 25}, {"Điểu", 12}, {"Thị", 6}, {"Tạ", 5}, {"Mai", 6}, {"Cao", 7}, {"Châu", 4}};
static const struct weighted men_middle[] = {{"Văn", 46}, {"Hữu", 8}, {"Minh", 9}, {"Quốc", 7},
	{"Đức", 6}, {"Thanh", 7}, {"Ngọc", 4}, {"Xuân", 4}, {"Hoàng", 4}, {"Công", 3}, {"Đình", 4}};
static const struct weighted women_middle[] = {{"Thị", 55}, {"Ngọc", 9}, {"Thanh", 8}, {"Kim", 7},
	{"Mỹ", 4}, {"Thúy", 4}, {"Hoài", 3}, {"Bích", 3}, {"Hồng", 4}, {"Thu", 3}};
static const struct weighted men[] = {{"Hùng", 30}, {"Dũng", 22}, {"Tuấn", 24}, {"Minh", 22},
	{"Hải", 16}, {"Thành", 18}, {"Long", 14}, {"Nam", 16}, {"Sơn", 14}, {"Hiếu", 12},
	{"Đức", 13}, {"Phúc", 11}, {"Tâm", 12}, {"An", 10}, {"Hòa", 11}, {"Bình", 12},
	{"Cường", 12}, {"Thắng", 11}, {"Quý", 6}, {"Kỳ", 4}, {"Tý", 3}, {"Vinh", 8}, {"Khánh", 7},
	{"Trung", 10}, {"Hưng", 8}, {"Phong", 8}, {"Thanh", 9}, {"Lộc", 6}, {"Tài", 8}, {"Toàn", 8},
	{"Huy", 10}, {"Khoa", 6}, {"Đạt", 9}, {"Lâm", 7}, {"Quang", 9}, {"Tiến", 8}, {"Thịnh", 6},
	{"Sỹ", 3}, {"Duy", 7}};
static const struct weighted women[] = {{"Lan", 22}, {"Hoa", 18}, {"Hương", 22}, {"Hồng", 17},
	{"Mai", 15}, {"Thủy", 16}, {"Thúy", 14}, {"Nga", 12}, {"Phương", 18}, {"Hằng", 14},
	{"Linh", 17}, {"Trang", 17}, {"Ánh", 9}, {"Yến", 10}, {"Tuyết", 11}, {"Loan", 10},
	{"Hà", 13}, {"Thu", 11}, {"Ngân", 9}, {"Ngọc", 10}, {"Mỹ", 5}, {"Lý", 4}, {"Vy", 6},
	{"Hạnh", 12}, {"Nhung", 10}, {"Oanh", 8}, {"Hiền", 13}, {"Liên", 10}, {"Dung", 9},
	{"Kim", 5}, {"Thảo", 13}, {"Vân", 10}, {"Quyên", 6}, {"Trinh", 6}, {"Diễm", 5}, {"Hoài", 4},
	{"Xuân", 7}, {"Hòa", 6}};
static const char *const provinces[] = {"Bình Phước", "Thái Bình", "Nam Định", "Hà Tĩnh", "Nghệ An",
	"Quảng Ngãi", "Bình Định", "Tây Ninh", "Bến Tre", "Hải Dương", "Thanh Hóa", "Tiền Giang",
	"xã Tiến Hưng, Đồng Xoài", "Tân Lập, Đồng Phú", "Quảng Nam", "Cà Mau"};

static void write_name(struct human *h)
{
	h->name[0] = '\0';
	for (int i = 0; i < h->words; i++) {
		strcat(h->name, i ? " " : "");
		strcat(h->name, h->word[i]);
	}
}

static void name_human(struct maker *m, struct human *h)
{
	bool man = h->sex == 'm';
	int n = 0;
	snprintf(h->word[n++], WORD, "%s", PICK(m, families));
	if (of_hundred(m, 95))
		snprintf(h->word[n++], WORD, "%s",
			man ? PICK(m, men_middle) : PICK(m, women_middle));
	if (of_hundred(m, 28))
		snprintf(h->word[n++], WORD, "%s", man ? PICK(m, men) : PICK(m, women));
	snprintf(h->word[n++], WORD, "%s", man ? PICK(m, men) : PICK(m, women));
	h->words = n;
	write_name(h);
}

static void number_human(struct maker *m, struct human *h)
{
	int century = h->birth.year / 100 - 19;
	snprintf(h->cccd, sizeof h->cccd, "0%02d%d%02d%06d", 10 + below(m, 80),
		century * 2 + (h->sex == 'f'), h->birth.year % 100, below(m, 1000000));
}

static struct human make_human(struct maker *m)
{
	static const char *const heads[] = {"090", "091", "097", "098", "033", "036", "070", "079"};
	struct human h = {.sex = of_hundred(m, 52) ? 'f' : 'm', .cell = below(m, CELLS)};
	name_human(m, &h);
	h.birth = (struct date){(short)(1948 + below(m, 60)), (signed char)(1 + below(m, 12)),
		(signed char)(1 + below(m, 28))};
	if (of_hundred(m, 3))
		h.birth.month = h.birth.day = 1;
	number_human(m, &h);
	snprintf(h.phone, sizeof h.phone, "%s%07d", heads[below(m, 8)], below(m, 10000000));
	snprintf(h.residence, sizeof h.residence, "Tổ %d, ấp %d, xã Tiến Hưng", 1 + below(m, 12),
		1 + h.cell / 5);
	snprintf(h.home_place, sizeof h.home_place, "%s",
		provinces[below(m, (int)ARRAY_LEN(provinces))]);
	return h;
}

/* The record as an office has it: something is always missing. */
static int64_t write_down(struct maker *m, const struct human *h)
{
	struct person p = {.full_name = (char *)h->name,
		.birth = h->birth,
		.sex = h->sex,
		.cccd = h->cccd[0] ? (char *)h->cccd : NULL,
		.phone = h->phone[0] ? (char *)h->phone : NULL,
		.residence = h->residence[0] ? (char *)h->residence : NULL,
		.home_place = h->home_place[0] ? (char *)h->home_place : NULL};
	struct person_id id = {0};
	struct err e = {0};
	if (person_save(m->db, &fixture_by, &p, m->cells[h->cell], &id, &e) ||
		!VEC_PUSH(&m->humans, *h) || !VEC_PUSH(&m->ids, id.v))
		fail_msg("%s: %d %s %s", h->name, e.code, e.field, e.detail);
	return id.v;
}

static void forget_some(struct maker *m, struct human *h)
{
	if (of_hundred(m, 30))
		h->cccd[0] = '\0';
	if (of_hundred(m, 20))
		h->phone[0] = '\0';
	if (of_hundred(m, 25))
		h->residence[0] = '\0';
	if (of_hundred(m, 30))
		h->home_place[0] = '\0';
	if (of_hundred(m, 8))
		h->birth.month = h->birth.day = 0;
	if (of_hundred(m, 10))
		h->sex = 0;
}

/* ---- twice --------------------------------------------------------------------------------------------------- */

static void fold(char *s)
{
	char *out = NULL;
	assert_int_equal(text_fold(s, &out, NULL), 0);
	snprintf(s, 160, "%s", out);
	free(out);
	for (char *at = s; *at; at++)
		if (*at != ' ' && (at == s || at[-1] == ' '))
			*at = (char)(*at - 'a' + 'A');
}

static bool replace(char *s, const char *from, const char *to)
{
	char copy[160];
	char *at = strstr(s, from);
	if (!at)
		return false;
	snprintf(copy, sizeof copy, "%.*s%s%s", (int)(at - s), s, to, at + strlen(from));
	snprintf(s, 160, "%s", copy);
	return true;
}

static void respell(struct maker *m, struct human *h)
{
	static const char *const ways[][2] = {{"Hòa", "Hoà"}, {"Thủy", "Thuỷ"}, {"Thúy", "Thuý"},
		{"Lý", "Lí"}, {"Mỹ", "Mĩ"}, {"Kỳ", "Kì"}, {"Quý", "Quí"}, {"Vy", "Vi"},
		{"Tý", "Tí"}, {"Sỹ", "Sĩ"}, {"Khoa", "Khoa "}, {"Toàn", "TOÀN"},
		{"Thị", "Thi\u0323"}, {"Văn", "VĂN"}, {"N", "Ｎ"}, {" ", "  "}};
	size_t n = ARRAY_LEN(ways), from = (size_t)below(m, 4);
	for (size_t i = from; i < n; i++)
		if (replace(h->name, ways[i][0], ways[i][1]))
			return;
}

static void initials(struct human *h)
{
	char out[160] = "";
	for (int i = 0; i < h->words; i++) {
		uint32_t cp;
		int len = text_next(h->word[i], strlen(h->word[i]), &cp);
		if (i + 1 == h->words)
			strcat(out, h->word[i]);
		else {
			strncat(out, h->word[i], (size_t)len);
			strcat(out, i % 2 ? ". " : ".");
		}
	}
	snprintf(h->name, sizeof h->name, "%s", out);
}

/* A slip as fingers make it: a letter left out or doubled, neighbours turned, or the key beside. */
static void slip(struct maker *m, struct human *h)
{
	uint32_t cp[160];
	size_t n = 0, len = strlen(h->name);
	CLEANUP(strbuf_done) struct strbuf b = {0};
	for (size_t i = 0; i < len; n++)
		i += (size_t)text_next(h->name + i, len - i, &cp[n]);
	size_t at = 1 + (size_t)below(m, (int)n - 2);
	while (cp[at] == ' ' || cp[at + 1] == ' ' || cp[at] == cp[at + 1])
		at = at + 2 < n ? at + 1 : 1;
	int how = below(m, 4);
	for (size_t i = 0; i < n; i++) {
		if (i == at && how == 0)
			continue;
		if (i == at && how == 2) {
			text_put(&b, cp[at + 1]);
			text_put(&b, cp[at]);
			i++;
			continue;
		}
		text_put(&b, i == at && how == 3 ? (uint32_t) "ertyuiopasdg"[below(m, 12)] : cp[i]);
		if (i == at && how == 1)
			text_put(&b, cp[i]);
	}
	snprintf(h->name, sizeof h->name, "%s", strbuf_str(&b));
}

static void turn(struct maker *m, struct human *h)
{
	char word[WORD];
	int at = h->words > 2 ? 1 + below(m, h->words - 2) : 0;
	if (h->words < 2 || strcmp(h->word[at], h->word[at + 1]) == 0)
		at = 0;
	memcpy(word, h->word[at], WORD);
	memcpy(h->word[at], h->word[at + 1], WORD);
	memcpy(h->word[at + 1], word, WORD);
	write_name(h);
}

static void shorten(struct maker *m, struct human *h)
{
	int at = h->words > 2 ? 1 + below(m, h->words - 2) : h->words - 1;
	for (int i = at; i + 1 < h->words; i++)
		memcpy(h->word[i], h->word[i + 1], WORD);
	h->words--;
	write_name(h);
}

/* What the second clerk knows of somebody whom the first wrote down as `h`. */
static void know_less(struct maker *m, struct human *h, enum made_kind kind)
{
	if (kind != MADE_CCCD)
		h->cccd[0] = '\0'; /* the same number twice the database refuses */
	if (kind != MADE_PHONE && of_hundred(m, 45))
		h->phone[0] = '\0';
	else if (of_hundred(m, 30) && h->phone[0])
		memmove(h->phone, h->phone + 1, strlen(h->phone));
	else if (of_hundred(m, 30) && strlen(h->phone) == 10) {
		char d[24];
		snprintf(d, sizeof d, "%.4s %.3s %.3s", h->phone, h->phone + 4, h->phone + 7);
		memcpy(h->phone, d, sizeof d);
	}
	if (of_hundred(m, 50))
		h->residence[0] = '\0';
	if (of_hundred(m, 50))
		h->home_place[0] = '\0';
	if (of_hundred(m, 20))
		h->sex = 0;
	if (of_hundred(m, 20))
		h->cell = below(m, CELLS);
	if (of_hundred(m, 6) && kind < MADE_BIRTH_TURNED)
		h->birth = (struct date){h->birth.year, 0, 0};
}

static void spoil(struct maker *m, struct human *h, enum made_kind kind)
{
	switch (kind) {
	case MADE_MARKS:
		fold(h->name);
		break;
	case MADE_SPELLING:
		respell(m, h);
		break;
	case MADE_INITIALS:
		initials(h);
		break;
	case MADE_SLIP:
		slip(m, h);
		break;
	case MADE_TURNED:
		turn(m, h);
		break;
	case MADE_SHORT:
		shorten(m, h);
		break;
	case MADE_BIRTH_TURNED: {
		signed char month = h->birth.month;
		h->birth.month = h->birth.day;
		h->birth.day = month;
		break;
	}
	case MADE_BIRTH_YEAR:
		h->birth.month = h->birth.day = 0;
		break;
	case MADE_CCCD: {
		char *at = &h->cccd[6 + below(m, 6)];
		*at = (char)('0' + (*at - '0' + 1 + below(m, 9)) % 10);
		break;
	}
	default:
		slip(m, h);
		h->birth = (struct date){0};
	}
}

/* Whether the fault can happen to this person at all. */
static bool can_be(const struct human *h, enum made_kind kind)
{
	if (kind == MADE_BIRTH_TURNED)
		return h->birth.day && h->birth.day <= 12 && h->birth.day != h->birth.month;
	if (kind == MADE_BIRTH_YEAR || kind < MADE_BIRTH_TURNED)
		return h->birth.month && h->words > 2;
	return kind == MADE_CCCD ? h->cccd[0] : h->phone[0];
}

static void make_twice(struct maker *m, enum made_kind kind, struct made_twice *ret)
{
	size_t at;
	do
		at = (size_t)below(m, (int)m->humans.n);
	while (!can_be(&m->humans.v[at], kind));
	struct human h = m->humans.v[at];
	int64_t a = m->ids.v[at];
	know_less(m, &h, kind);
	spoil(m, &h, kind);
	*ret = (struct made_twice){.a = {a}, .b = {write_down(m, &h)}, .kind = kind};
}

/* ---- alike -------------------------------------------------------------------------------------------------- */

static struct made_pair make_alike(struct maker *m, enum made_alike kind)
{
	struct human a = make_human(m), b = make_human(m);
	b.sex = a.sex;
	b.birth.year = (short)(1948 + below(m, 60));
	if (kind != ALIKE_NAME) {
		b.cell = a.cell;
		memcpy(b.residence, a.residence, sizeof b.residence);
		memcpy(b.home_place, a.home_place, sizeof b.home_place);
		memcpy(b.phone, a.phone, sizeof b.phone);
	}
	memcpy(b.word, a.word, sizeof b.word);
	b.words = a.words;
	int last = a.words - 1;
	if (kind == ALIKE_CHILD) {
		a.birth.year = (short)(1948 + below(m, 25));
		b.birth.year = (short)(a.birth.year + 20 + below(m, 15));
		/* half of them by one letter: An, Anh; Hùng, Hưng */
		if (of_hundred(m, 50))
			strcat(b.word[last], "h");
		else
			snprintf(b.word[last], WORD, "%s", PICK(m, men));
	} else if (kind == ALIKE_TWINS) {
		b.birth = a.birth;
		snprintf(b.word[last], WORD, "%s", a.sex == 'm' ? PICK(m, men) : PICK(m, women));
		if (strcmp(a.word[last], b.word[last]) == 0)
			strcat(b.word[last], "h");
	} else {
		if (of_hundred(m, 30))
			b.cell = a.cell;
		if (of_hundred(m, 30))
			b.birth.year = a.birth.year;
	}
	write_name(&b);
	number_human(m, &a);
	number_human(m, &b);
	forget_some(m, &a);
	forget_some(m, &b);
	struct made_pair p = {.kind = kind};
	p.a.v = write_down(m, &a);
	p.b.v = write_down(m, &b);
	return p;
}

/* ---- all of it ------------------------------------------------------------------------------------------------ */

void make_same(struct db *db, uint64_t seed, size_t people, size_t twice, struct made *ret)
{
	static const int alike[ALIKE_KINDS] = {
		[ALIKE_NAME] = 250, [ALIKE_CHILD] = 60, [ALIKE_TWINS] = 40};
	struct maker m = {.db = db, .state = seed};
	size_t planned = 0;
	*ret = (struct made){.twice = mem_alloc(twice * sizeof *ret->twice)};
	for (int k = 0; k < ALIKE_KINDS; k++)
		planned += (size_t)alike[k];
	ret->alike = mem_alloc(planned * sizeof *ret->alike);
	assert_true(ret->twice && ret->alike && people > 2 * planned + 2 * twice);
	for (int i = 0; i < CELLS; i++) {
		char code[16], name[32];
		snprintf(code, sizeof code, "AP%d", i + 1);
		snprintf(name, sizeof name, "Chi bộ Ấp %d", i + 1);
		m.cells[i] = fixture_cell(db, code, name, CELL_RESIDENTIAL);
	}
	assert_int_equal(act_begin(db, &fixture_by, "import_members", NULL, NULL), 0);
	while (m.ids.n < people - 2 * planned - twice) {
		struct human h = make_human(&m);
		forget_some(&m, &h);
		write_down(&m, &h);
	}
	for (; ret->twice_count < twice; ret->twice_count++)
		make_twice(&m, (enum made_kind)(ret->twice_count % MADE_KINDS),
			&ret->twice[ret->twice_count]);
	for (int k = 0; k < ALIKE_KINDS; k++)
		for (int i = 0; i < alike[k]; i++)
			ret->alike[ret->alike_count++] = make_alike(&m, (enum made_alike)k);
	assert_int_equal(db_act_commit(db, "person", 0, NULL), 0);
	VEC_DONE(&m.humans);
	VEC_DONE(&m.ids);
}

void made_done(struct made *m)
{
	free(m->twice);
	free(m->alike);
}

static bool is_pair(const struct made *m, size_t i, int64_t a, int64_t b)
{
	const struct made_twice *t = &m->twice[i];
	return (t->a.v == a && t->b.v == b) || (t->a.v == b && t->b.v == a);
}

/* Two second records of one person are that person, too. */
bool made_is_twice(const struct made *m, const struct same_pair *p)
{
	for (size_t i = 0; i < m->twice_count; i++) {
		if (is_pair(m, i, p->a.v, p->b.v))
			return true;
		if (m->twice[i].b.v != p->a.v && m->twice[i].b.v != p->b.v)
			continue;
		int64_t other = m->twice[i].b.v == p->a.v ? p->b.v : p->a.v;
		for (size_t k = 0; k < m->twice_count; k++)
			if (is_pair(m, k, m->twice[i].a.v, other))
				return true;
	}
	return false;
}

void made_score(
	const struct made *m, const struct same_pair *pairs, size_t n, struct made_score *ret)
{
	*ret = (struct made_score){.shown = n};
	for (size_t i = 0; i < n; i++) {
		bool is = made_is_twice(m, &pairs[i]);
		ret->by_level[pairs[i].verdict.level]++;
		ret->right_of[pairs[i].verdict.level] += is;
		ret->right += is;
	}
	for (size_t i = 0; i < m->twice_count; i++) {
		ret->planted[m->twice[i].kind]++;
		for (size_t k = 0; k < n; k++)
			if (is_pair(m, i, pairs[k].a.v, pairs[k].b.v)) {
				ret->found[m->twice[i].kind]++;
				break;
			}
	}
}

/* What people write in many ways, made one: phones, homes, identity numbers. */
#include "core/same_own.h"

#include "base/hash.h"
#include "base/mem.h"
#include "rules/contact.h"
#include "viet/heading.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The digits of the first number in a text, at most `size` - 1 of them. */
static size_t digits_of(const char *s, char *ret, size_t size)
{
	size_t n = 0;
	for (; s && *s && !strchr("/;,\n", *s) && n + 1 < size; s++)
		if (isdigit((unsigned char)*s))
			ret[n++] = *s;
	ret[n] = '\0';
	return n;
}

/* "+84 912 345 678", "0912.345.678" and 912345678, whose 0 a spreadsheet lost, are one. */
static int64_t phone_of(const char *s)
{
	char d[24] = "0";
	size_t n = digits_of(s, d + 1, sizeof d - 1);
	const char *from = d + 1;
	if (n < 8 || n > 13)
		return 0;
	if (strncmp(from, "84", 2) == 0 && n >= 11)
		memmove(d + 1, d + 3, strlen(d + 3) + 1);
	else if (*from == '0')
		memmove(d, d + 1, n + 1);
	const char *now = phone_prefix_now(d);
	if (now) {
		memmove(d + 3, d + 4, strlen(d + 3));
		memcpy(d, now, 3);
	}
	return strtoll(d, NULL, 10);
}

static int64_t cccd_of(const struct person *p, char ret[16])
{
	size_t n = p->cccd ? strlen(p->cccd) : 0;
	if (n != 11 && n != 12) /* eleven: a spreadsheet lost the 0 */
		return 0;
	ret[0] = '0';
	memcpy(ret + (12 - n), p->cccd, n + 1);
	return cccd_check(ret, 0, (struct date){0}) == CCCD_FORM ? 0 : strtoll(ret, NULL, 10);
}

static void take_cccd(struct same_facts *f, const struct person *p)
{
	char text[16];
	f->cccd = cccd_of(p, text);
	if (!f->cccd)
		return;
	f->cccd_is_valid = cccd_check(text, p->sex, p->birth) == CCCD_OK;
	if (!f->cccd_is_valid)
		return;
	int head = text[3] - '0';
	if (!f->sex)
		f->sex = head % 2 ? 'f' : 'm';
	if (!date_is_set(f->birth))
		f->birth.year =
			(short)(1900 + head / 2 * 100 + (text[4] - '0') * 10 + text[5] - '0');
}

void same_facts_begin(struct same_facts *f, const struct person *p)
{
	*f = (struct same_facts){.id = p->id.v,
		.cell = p->cell.v,
		.phone = phone_of(p->phone),
		.birth = p->birth,
		.sex = p->sex};
	take_cccd(f, p);
}

/* Words of an address that one hand writes and another leaves out. */
static bool is_filler(const char *word, size_t n)
{
	static const char *const fillers[] = {"ap", "to", "khu", "pho", "thon", "xa", "x", "phuong",
		"p", "thi", "tran", "thanh", "huyen", "h", "quan", "q", "tinh", "t", "tp", "tx",
		"tt", "so", "nha", "duong"};
	for (size_t i = 0; i < ARRAY_LEN(fillers); i++)
		if (strlen(fillers[i]) == n && memcmp(fillers[i], word, n) == 0)
			return true;
	return false;
}

/* "Tổ 02, ấp 2, xã Tiến Hưng" and "Tổ 2 Ấp 2 X.Tiến Hưng" are one home. */
static int home_of(const char *s, uint64_t *ret, struct err *err)
{
	CLEANUP_FREE char *key = NULL;
	if (!s || !*s)
		return 0;
	int r = heading_key(s, &key, err);
	if (r)
		return r;
	size_t n = 0;
	const char *end = key + strlen(key); /* whose place the last word's blank takes */
	for (const char *at = key; at < end;) {
		size_t len = strcspn(at, " ");
		const char *next = at + len + 1;
		if (!is_filler(at, len)) {
			while (len > 1 && *at == '0') {
				at++;
				len--;
			}
			memmove(key + n, at, len);
			n += len;
			key[n++] = ' ';
		}
		at = next;
	}
	*ret = n ? hash_bytes(key, n) : 0;
	return 0;
}

int same_facts_make(struct same_facts *f, const struct person *p, struct err *err)
{
	same_facts_begin(f, p);
	int r = home_of(p->residence, &f->residence, err);
	if (!r)
		r = home_of(p->home_place, &f->home_place, err);
	if (!r)
		r = name_near_make(p->full_name ? p->full_name : "", &f->name, err);
	f->is_whole = r == 0;
	return r;
}

void same_facts_done(struct same_facts *f)
{
	name_near_done(&f->name);
}

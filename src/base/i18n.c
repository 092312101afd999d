#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum i18n_lang language = LANG_EN;

/* The second way to Vietnamese: a GNU .mo file read by ourselves, for C libraries on which gettext
 * treats C.UTF-8 like C and ignores LANGUAGE. The file is ours, built with the program. */
static struct {
	unsigned char *data;
	size_t size;
	uint32_t n, originals, translations;
} own;

static uint32_t word(size_t at)
{
	uint32_t v = 0;
	if (at + 4 <= own.size)
		memcpy(&v, own.data + at, 4);
	return v;
}

static const char *entry(uint32_t table, uint32_t i)
{
	size_t len = word(table + 8UL * i), at = word(table + 8UL * i + 4);
	return at + len < own.size && own.data[at + len] == 0 ? (const char *)own.data + at : "";
}

static const char *own_text(const char *msgid)
{
	uint32_t low = 0, high = own.n;
	while (low < high) {
		uint32_t mid = (low + high) / 2;
		int c = strcmp(msgid, entry(own.originals, mid));
		if (c == 0) {
			const char *t = entry(own.translations, mid);
			return *t ? t : msgid;
		}
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return msgid;
}

static void own_open(const char *dir)
{
	char path[4200];
	snprintf(path, sizeof path, "%s/vi/LC_MESSAGES/" I18N_DOMAIN ".mo", dir);
	FILE *f = fopen(path, "rb");
	if (!f)
		return;
	if (fseek(f, 0, SEEK_END) == 0) {
		long size = ftell(f);
		rewind(f);
		own.data = size > 28 ? malloc((size_t)size) : NULL;
		if (own.data && fread(own.data, 1, (size_t)size, f) == (size_t)size) {
			own.size = (size_t)size;
			if (word(0) == 0x950412deU) {
				own.n = word(8);
				own.originals = word(12);
				own.translations = word(16);
			}
		}
	}
	fclose(f);
}

/* Where the Vietnamese catalog is; "" once it has been opened. */
static char catalog_dir[4096];

static void open_catalog(void)
{
	setenv("LANGUAGE", "vi", 1);
	const char *messages = setlocale(LC_MESSAGES, NULL);
	if (!messages || strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
		setlocale(LC_MESSAGES, "C.UTF-8");
	bindtextdomain(I18N_DOMAIN, catalog_dir);
	bind_textdomain_codeset(I18N_DOMAIN, "UTF-8");
	/* the empty msgid gives the catalog's head, if gettext found it */
	if (getenv("TAONGUON_OWN_CATALOG") || !*dgettext(I18N_DOMAIN, ""))
		own_open(catalog_dir);
	catalog_dir[0] = '\0';
}

void i18n_init(enum i18n_lang lang, const char *dir)
{
	static bool is_set;
	if (is_set && lang == language) /* asked for before and after the setting is known */
		return;
	is_set = true;
	setlocale(LC_ALL, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && !setlocale(LC_ALL, "C.UTF-8"))
		setlocale(LC_ALL, "vi_VN.UTF-8");
	/* numbers are written by the program for its own language (viet/wording.h) */
	setlocale(LC_NUMERIC, "C");
	language = lang;
	free(own.data);
	memset(&own, 0, sizeof own);
	snprintf(catalog_dir, sizeof catalog_dir, "%s", dir);
	if (lang == LANG_EN)
		setenv("LANGUAGE", "en", 1);
	else
		open_catalog();
}

enum i18n_lang i18n_speak(enum i18n_lang lang)
{
	enum i18n_lang before = language;
	if (lang == LANG_VI && catalog_dir[0])
		open_catalog();
	language = lang;
	return before;
}

enum i18n_lang i18n_lang(void)
{
	return language;
}

/* ---- spelling --------------------------------------------------------------------------------------- */

/* Texts of the catalog are returned for as long as the program runs, so what was respelt once stays, too. */
static bool tone_on_y;
static struct {
	struct respelt {
		char *from, *to;
	} * v;
	size_t n, cap;
} respelt;

void i18n_set_tone_on_y(bool on)
{
	tone_on_y = on;
}

/* In UTF-8: ủ is E1 BB A7 and Ủ E1 BB A6, ỷ E1 BB B7 and Ỷ E1 BB B6, so that the length stays. */
static char *next_uy(const char *s)
{
	for (; (s = strstr(s, "\xE1\xBB")); s += 2)
		if ((s[2] == '\xA7' || s[2] == '\xA6') && (s[3] == 'y' || s[3] == 'Y'))
			return (char *)(uintptr_t)s;
	return NULL;
}

static char *respell(const char *text)
{
	char *copy = strdup(text);
	for (char *s = copy; s && (s = next_uy(s)); s += 4) {
		bool is_capital_y = s[3] == 'Y';
		s[0] = s[2] == '\xA6' ? 'U' : 'u';
		memcpy(s + 1, is_capital_y ? "\xE1\xBB\xB6" : "\xE1\xBB\xB7", 3);
	}
	return copy;
}

const char *i18n_spell(const char *text)
{
	if (!tone_on_y || language != LANG_VI || !next_uy(text))
		return text;
	for (size_t i = 0; i < respelt.n; i++)
		if (strcmp(respelt.v[i].from, text) == 0)
			return respelt.v[i].to;
	if (respelt.n == respelt.cap) {
		size_t cap = respelt.cap ? 2 * respelt.cap : 64;
		struct respelt *more = realloc(respelt.v, cap * sizeof *more);
		if (!more)
			return text;
		respelt.v = more;
		respelt.cap = cap;
	}
	struct respelt new = {strdup(text), respell(text)};
	if (!new.from || !new.to) {
		free(new.from);
		free(new.to);
		return text;
	}
	respelt.v[respelt.n++] = new;
	return new.to;
}

/* ---- texts ------------------------------------------------------------------------------------------ */

static const char *find_text(const char *msgid)
{
	if (language == LANG_EN || !*msgid)
		return msgid;
	return own.n ? own_text(msgid) : dgettext(I18N_DOMAIN, msgid);
}

const char *i18n_text(const char *msgid)
{
	return i18n_spell(find_text(msgid));
}

const char *i18n_plural(const char *one, const char *many, unsigned long n)
{
	if (language == LANG_EN)
		return n == 1 ? one : many;
	/* vi has one form: an .mo entry's first string */
	return i18n_spell(own.n ? own_text(one) : dngettext(I18N_DOMAIN, one, many, n));
}

const char *i18n_context(const char *context_and_msgid, const char *msgid)
{
	if (language == LANG_EN)
		return msgid;
	const char *t = find_text(context_and_msgid);
	return t == context_and_msgid ? msgid : i18n_spell(t);
}

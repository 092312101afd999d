/* gettext for the whole program. Tables hold N_("…"), the point of drawing calls _(). The source
 * language is English; po/vi.po is complete and Vietnamese is the default language. */
#ifndef TN_BASE_I18N_H
#define TN_BASE_I18N_H

#include <libintl.h>
#include <stdbool.h>

#define I18N_DOMAIN "taonguon"

const char *i18n_text(const char *msgid) __attribute__((format_arg(1)));
const char *i18n_plural(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));
/* Words that are short and alike in English and differ in Vietnamese carry a context. */
const char *i18n_context(const char *context_and_msgid, const char *msgid);

#define _(s)		 i18n_text(s)
#define N_(s)		 (s)
#define C_(ctx, s)	 i18n_context(ctx "\004" s, s)
#define NC_(ctx, s)	 (s)
#define P_(one, many, n) i18n_plural(one, many, n)

enum i18n_lang { LANG_VI, LANG_EN };

/* Sets the locale so that UTF-8 shows whatever LANG says (C.UTF-8 where the environment's own
 * character set is not UTF-8) and binds the catalogs. `dir` holds LANG/LC_MESSAGES/taonguon.mo.
 * Vietnamese is read from our catalog directly where gettext will not (quality: no vi_VN locale). */
void i18n_init(enum i18n_lang lang, const char *dir);
enum i18n_lang i18n_lang(void);
/* From here on texts are in this language, for something that goes out in another one than the screen's; returns the one
 * before, to be set again. */
enum i18n_lang i18n_speak(enum i18n_lang lang);

/* Where the tone of "uy" stands in all that the program says in Vietnamese: false "ủy" (as the catalog has it), true
 * "uỷ". Names and typed text never come through here. */
void i18n_set_tone_on_y(bool on);
/* The program's own Vietnamese words in that spelling: `text` itself, or a copy that stays. */
const char *i18n_spell(const char *text);

#endif

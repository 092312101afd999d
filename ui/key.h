/* Keys as text: "Down", "PageDown", "Enter", "Esc", "F1", "C-s", "a", "ă", "Space". Action tables,
 * the help, the key bar and test scripts all use these names; escape bytes stay in ui/term.c. */
#ifndef TN_UI_KEY_H
#define TN_UI_KEY_H

#include <stdbool.h>
#include <stdint.h>

/* A key is a code point (typed text), or one of these, or K_CTRL of a lower-case letter. */
enum key_code {
	K_NONE = 0,
	K_NAMED = 0x110000,
	K_UP = K_NAMED,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_ENTER,
	K_ESC,
	K_TAB,
	K_BACK_TAB,
	K_BACKSPACE, /* 0x08, 0x7F and the terminal's own alike */
	K_DELETE,
	K_INSERT,
	K_RESIZE,	 /* the window has another size now */
	K_PASTE,	 /* a bracketed paste: `text` of the event */
	K_END_OF_INPUT,	 /* the terminal is gone, or a signal says stop */
	K_OTHER,	 /* a key that nobody knows */
	K_F1 = 0x110040, /* K_F1 + n - 1, up to F12 */
	K_CTRL_BASE = 0x110080,
};
#define K_F(n)	     ((uint32_t)(K_F1 + (n)-1))
#define K_CTRL(c)    ((uint32_t)(K_CTRL_BASE + (c) - 'a'))
#define KEY_NAME_MAX 16

struct key_event {
	uint32_t key;
	const char *text; /* K_PASTE: what was pasted, valid until the next read; else NULL */
};

/* K_NONE if there is no such key. `s` ends at NUL or a blank. */
uint32_t key_from_name(const char *s);
/* Returns buf. */
char *key_to_name(uint32_t key, char buf[KEY_NAME_MAX]);
/* As the key bar and the help write it in the user's language ("Down" → "↓"); returns buf. */
const char *key_label(uint32_t key, char buf[KEY_NAME_MAX]);
/* Is `key` one of the blank-separated `names`? */
bool key_is_one_of(uint32_t key, const char *names);
/* A character that a text field would take. */
static inline bool key_is_text(uint32_t key)
{
	return key >= ' ' && key < K_NAMED && key != 0x7F;
}

#endif

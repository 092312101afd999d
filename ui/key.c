#include "ui/key.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	const char *label;
	uint32_t key;
} names[] = {
	{"Up", "↑", K_UP},
	{"Down", "↓", K_DOWN},
	{"Left", "←", K_LEFT},
	{"Right", "→", K_RIGHT},
	{"Home", NULL, K_HOME},
	{"End", NULL, K_END},
	{"PageUp", NULL, K_PAGE_UP},
	{"PageDown", NULL, K_PAGE_DOWN},
	{"Enter", NULL, K_ENTER},
	{"Esc", NULL, K_ESC},
	{"Tab", NULL, K_TAB},
	{"BackTab", "Shift-Tab", K_BACK_TAB},
	{"Backspace", NULL, K_BACKSPACE},
	{"Delete", NULL, K_DELETE},
	{"Insert", NULL, K_INSERT},
	{"Space", N_("Space"), ' '},
	{"Resize", NULL, K_RESIZE},
	{"Paste", NULL, K_PASTE},
	{"EndOfInput", NULL, K_END_OF_INPUT},
	{"Other", NULL, K_OTHER},
};

static size_t name_length(const char *s)
{
	return strcspn(s, " ");
}

uint32_t key_from_name(const char *s)
{
	size_t n = name_length(s);
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strlen(names[i].name) == n && !memcmp(s, names[i].name, n))
			return names[i].key;
	if (n == 3 && s[0] == 'C' && s[1] == '-' && s[2] >= 'a' && s[2] <= 'z')
		return K_CTRL(s[2]);
	if ((n == 2 || n == 3) && s[0] == 'F' && s[1] >= '1' && s[1] <= '9') {
		int f = s[1] - '0';
		if (n == 3)
			f = s[2] >= '0' && s[2] <= '9' ? f * 10 + s[2] - '0' : 0;
		return f >= 1 && f <= 12 ? K_F((unsigned)f) : K_NONE;
	}
	uint32_t cp;
	int len = text_next(s, n, &cp);
	return len > 0 && (size_t)len == n && key_is_text(cp) ? cp : K_NONE;
}

char *key_to_name(uint32_t key, char buf[KEY_NAME_MAX])
{
	buf[0] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].key == key) {
			snprintf(buf, KEY_NAME_MAX, "%s", names[i].name);
			return buf;
		}
	if (key >= K_F(1U) && key <= K_F(12U)) {
		snprintf(buf, KEY_NAME_MAX, "F%u", key - K_F1 + 1);
	} else if (key >= K_CTRL('a') && key <= K_CTRL('z')) {
		snprintf(buf, KEY_NAME_MAX, "C-%c", (char)('a' + (int)(key - K_CTRL_BASE)));
	} else if (key_is_text(key)) {
		struct strbuf b = {0};
		text_put(&b, key);
		snprintf(buf, KEY_NAME_MAX, "%s", strbuf_str(&b));
		strbuf_done(&b);
	}
	return buf;
}

const char *key_label(uint32_t key, char buf[KEY_NAME_MAX])
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].key == key && names[i].label)
			return _(names[i].label);
	if (key >= K_CTRL('a') && key <= K_CTRL('z')) {
		snprintf(buf, KEY_NAME_MAX, "Ctrl-%c", (char)('A' + (int)(key - K_CTRL_BASE)));
		return buf;
	}
	return key_to_name(key, buf);
}

bool key_is_one_of(uint32_t key, const char *list)
{
	while (*list) {
		if (*list == ' ') {
			list++;
			continue;
		}
		if (key_from_name(list) == key)
			return true;
		list += name_length(list);
	}
	return false;
}

/* What was typed when a signal or a lost connection ended the program. A draft is of one record: it
 * is offered only where the record's values are those that it was begun from. */
#include "ui/form_model.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char *path_of(const struct form *f)
{
	const char *base = app_config(f->view.app)->draft_base;
	return base ? mem_printf("%s.%s.draft", base, f->ops->name) : NULL;
}

/* What the form was opened from: the titles below it name the person or the list. */
static void add_place(const struct form *f, struct strbuf *ret)
{
	for (struct view *v = app_top(f->view.app); v; v = v->below)
		if (v != &f->view) {
			view_title(v, ret);
			strbuf_add(ret, " / ");
		}
}

void form_draft_keep(const struct form *f)
{
	CLEANUP_FREE char *path = path_of(f);
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
	FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (!out) {
		if (fd >= 0)
			close(fd);
		return;
	}
	struct strbuf place = {0};
	add_place(f, &place);
	fprintf(out, "%s\n", strbuf_str(&place));
	strbuf_done(&place);
	for (size_t i = 0; i < f->n; i++)
		if (f->ops->fields[i].name)
			fprintf(out, "%s\t%s\t%s\t%s\n", f->ops->fields[i].name, f->v[i].base,
				f->v[i].value, form_shown(f, i));
	fclose(out);
}

/* The parts of a line between tabs; false if there are not four. */
static bool split(char *line, char *part[4])
{
	line[strcspn(line, "\n")] = '\0';
	for (int i = 0; i < 4; i++) {
		part[i] = strsep(&line, "\t");
		if (!part[i])
			return false;
	}
	return line == NULL;
}

/* Goes through the draft: with `take` its values are put into the form, else only compared. True if
 * it is of this record. */
static bool walk(struct form *f, FILE *in, bool take)
{
	CLEANUP_FREE char *line = NULL;
	struct strbuf place = {0};
	size_t cap = 0, n = 0;
	rewind(in);
	add_place(f, &place);
	bool is_here = getline(&line, &cap, in) > 0 &&
		       strncmp(line, strbuf_str(&place), strcspn(line, "\n")) == 0 &&
		       strcspn(line, "\n") == place.len;
	strbuf_done(&place);
	if (!is_here)
		return false;
	while (getline(&line, &cap, in) > 0) {
		char *part[4];
		if (!split(line, part))
			return false;
		size_t i = form_index(f, part[0]);
		if (i == f->n || strcmp(part[1], f->v[i].base) != 0)
			return false;
		if (take)
			form_put(f, i, part[2], part[3]);
		n++;
	}
	return n > 0;
}

void form_draft_offer(struct form *f)
{
	CLEANUP_FREE char *path = path_of(f);
	FILE *in = path ? fopen(path, "re") : NULL;
	if (!in)
		return;
	if (walk(f, in, false)) {
		if (ask_go_on(f->view.app, _("An unfinished draft"),
			    _("The program ended before this form was saved. What was typed has "
			      "been "
			      "kept."),
			    _("Take it back into the form")))
			walk(f, in, true);
		/* ended again before the answer: it waits for the next time */
		if (!app_is_ending(f->view.app))
			unlink(path);
	}
	fclose(in);
}

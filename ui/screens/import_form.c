#include "ui/screens/import_form.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"
#include "ui/screens/path.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct import_ctx {
	enum import_kind kind;
	char *path;
};

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* By their endings what is offered; what a file is, its bytes say. */
static bool is_table(const char *name)
{
	static const char *const endings[] = {".xlsx", ".ods", ".csv", ".tsv", ".txt", ".dbf"};
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
		if (strcasecmp(dot, endings[i]) == 0)
			return true;
	return false;
}

static int add_entry(struct picks *ret, const char *folder, const char *name, struct err *err)
{
	CLEANUP_FREE char *path = mem_printf("%s%s", folder, name);
	CLEANUP_FREE char *below = path ? mem_printf("%s/", path) : NULL;
	if (!path || !below)
		return ERR_OOM(err);
	if (is_folder(path))
		return picks_add(ret, below, below, _("folder"));
	return is_table(name) ? picks_add(ret, path, path, "") : 0;
}

static bool begins(const char *name, const char *typed)
{
	return name[0] != '.' && strncmp(name, typed, strlen(typed)) == 0;
}

/* Folders and files of tables whose name begins with what is typed after the last slash. */
static int complete(void *ctx, const char *typed, struct picks *ret, struct err *err)
{
	CLEANUP_FREE char *path = path_from_user(typed);
	const char *slash = path ? strrchr(path, '/') : NULL;
	const char *begin = slash ? slash + 1 : path;
	CLEANUP_FREE char *folder = path ? mem_strndup(path, (size_t)(begin - path)) : NULL;
	struct dirent **entries = NULL;
	int r = 0, shown = 0;
	(void)ctx;
	if (!folder)
		return ERR_OOM(err);
	/* a folder that cannot be read is told of when the file is */
	int n = scandir(*folder ? folder : ".", &entries, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		if (!r && shown < PICKS_MAX && begins(entries[i]->d_name, begin)) {
			r = add_entry(ret, folder, entries[i]->d_name, err);
			shown++;
		}
		free(entries[i]);
	}
	free(entries);
	return r;
}

static const struct field fields[] = {
	{"file", N_("File"), N_("Its name, or a part of it: F4 shows what is there."), FIELD_LOOKUP,
		.required = true, .free = true, .cells = 60, .max = 1000, .lookup = complete},
	{0}};

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct import_ctx *c = ctx;
	const char *chosen = form_value(f, "file");
	CLEANUP_FREE char *path = path_from_user(*chosen ? chosen : form_typed(f, "file"));
	struct stat st;
	(void)reason;
	if (!path)
		return ERR_OOM(err);
	if (stat(path, &st) != 0)
		return ERR(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "file", "%s", path);
	if (S_ISDIR(st.st_mode))
		return ERR(err, ERR_INVALID, "file", "%s", path);
	c->path = TAKE_PTR(path);
	return 0;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct import_ctx *c = ctx;
	strbuf_addf(ret, "%s · %s", _("Bring in data"), _(import_kind_label(c->kind)));
}

static const struct form_ops ops = {
	.name = "import",
	.title_text = title_text,
	.fields = fields,
	.save_name = N_("Look through"),
	.save = save,
};

int import_form(struct app *app, enum import_kind kind, char **ret, struct err *err)
{
	struct import_ctx c = {.kind = kind};
	int r = form_run(app, &ops, &c, err);
	if (r == 0)
		*ret = c.path;
	return r;
}

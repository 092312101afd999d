/* What the files that read facts share. */
#ifndef TN_CORE_DOSSIER_OWN_H
#define TN_CORE_DOSSIER_OWN_H

#include "core/act_scope.h"
#include "core/dossier.h"

/* The arrays that struct fact_dossier points into. */
struct facts_own {
	struct fact_event *events;
	struct fact_mentor *mentors;
	struct fact_paper *papers;
	struct fact_vote *votes;
	struct fact_inquiry *inquiries;
	struct fact_extension *extensions;
};

bool mentor_is_replacement(const struct fact_mentor *all, size_t n, size_t i,
	struct date person_moved, struct date anew_on);
/* A member of the youth union, of its age when the papers began (else at the latest step). */
bool fact_is_youth(bool is_in_union, struct date birth, const struct way *w);

/* Inside an act, after a person's events have changed: the rule set is frozen from the day the papers
 * began, follows that day when it is corrected, and is free again when that is taken back. */
int dossier_follow(struct db *db, struct person_id person, struct err *err);
/* The rule set as the dossier keeps it: binds :shipped and :set. */
void bind_rule_set(struct db_stmt *s, const struct rule_set *set);

/* ERR_NOT_FOUND "vote". */
int vote_load(struct db *db, int64_t id, struct vote *ret, struct err *err);
void vote_done(struct vote *v);
/* Inside an act, after votes have changed: no step may stand against its own vote. */
int dossier_votes_stand(struct db *db, struct person_id person, struct err *err);

/* An act on one person's dossier: entered, the dossier read. */
struct dossier_scope {
	struct act_scope act;
	struct dossier_view v;
	int64_t id;
	bool has_view;
};
/* Like act_enter; the dossier is opened if there is none. */
int dossier_enter(struct dossier_scope *scope, struct db *db, const struct act_by *by,
	const char *act, struct person_id person, struct err *err);
/* Like act_leave, with what follows from the dossier brought up to date. */
int dossier_leave(struct dossier_scope *scope, int r, struct err *err);

#endif

// Who may record what through the C interface: every scope against every relation, every
// act of a role, and fields that a role may only read or not see.
#include <string>
#include <vector>

#include "capi/access_world.hpp"
#include "capi/kit.hpp"

namespace {

using namespace access_world;

/// A book of the world, to which facts are put without being written.
class Desk {
 public:
  explicit Desk(const std::string& scope, const std::string& more = {})
      : book_(kit::new_book(folder_.file("w.kith"))) {
    const kit::Batch b = world(scope, more);
    KIT_OK(kith_book_record(book_.get(), b.get(), kit::kNow, nullptr, nullptr, nullptr,
                            error));
  }
  /// "ok", or why not: the reason and the field that the error of a whole batch names.
  [[nodiscard]] std::string says(const kit::Batch& b, const char* actor = "me") const {
    kith_record_options o = KITH_RECORD_OPTIONS_INIT;
    o.dry_run = 1;
    o.actor = kit::sv(actor);
    kith_record_result result = KITH_RECORD_RESULT_INIT;
    kith_table* t = nullptr;
    KIT_OK(kith_book_record(book_.get(), b.get(), kit::kNow, &o, &result, &t, error));
    const kit::Table report(t);
    if (result.refused == 0) return "ok";
    o.dry_run = 0;
    kith_error* error = nullptr;
    EXPECT_NE(
        kith_book_record(book_.get(), b.get(), kit::kNow, &o, nullptr, nullptr, &error),
        KITH_OK);
    const std::string said = kit::str(kith_reason_name(kith_error_reason(error))) + " " +
                             kit::str(kith_error_field(error));
    EXPECT_EQ(kith_error_status(error), KITH_PERMISSION_DENIED) << said;
    EXPECT_EQ(kith_error_row(error), 0);
    kith_error_free(error);
    return said;
  }
  [[nodiscard]] std::string says(const std::string& kind, const std::string& members,
                                 const char* actor = "me") const {
    const kit::Batch b = kit::batch();
    add(b.get(), kind, "new", members);
    return says(b, actor);
  }
  [[nodiscard]] kith_book* book() const { return book_.get(); }

 private:
  kit::Folder folder_;
  kit::Book book_;
};

const char* const kWrite = R"(,"right":"write")";

std::string of(const std::string& customer, const std::string& members) {
  return R"("customer":")" + customer + "\"," + members;
}

TEST(WriteRights, FactsAreOnlyOfCustomersThatAreSeen) {
  for (const Row& row : rows()) {
    const Desk desk(row.scope, kWrite);
    for (const auto& [relation, owner] : kOwners) {
      SCOPED_TRACE(std::string(row.scope) + " " + relation);
      const std::string touch = of(relation, R"("channel":"phone","content":"话")");
      EXPECT_EQ(desk.says("touch", touch),
                row.seen.count(relation) != 0 ? "ok" : "not_allowed customer");
      EXPECT_EQ(desk.says("touch", touch, ""), "ok");
    }
    // A customer that nobody has is whose who makes it.
    kit::Batch b = kit::batch();
    add(b.get(), "customer", "n1", of("brand new", R"("name":"新客户")"));
    add(b.get(), "owner", "n2", of("brand new", R"("owner":"me")"));
    add(b.get(), "touch", "n3", of("brand new", R"("channel":"phone")"));
    EXPECT_EQ(desk.says(b), "ok");
  }
}

TEST(WriteRights, ASheetIsLetInAsItsActorMayRecord) {
  const auto outcome = [](const Desk& desk, const std::string& sheet, const char* actor) {
    kith_import_options o = KITH_IMPORT_OPTIONS_INIT;
    o.now = kit::kNow;
    o.dry_run = 1;
    o.actor = kit::sv(actor);
    kith_table* t = nullptr;
    KIT_OK(kith_book_import(desk.book(), reinterpret_cast<const uint8_t*>(sheet.data()),
                            static_cast<int64_t>(sheet.size()), "a.csv", -1, &o, nullptr,
                            &t, error));
    const kit::Table report(t);
    kith_column c = KITH_COLUMN_INIT;
    KIT_OK(kith_table_column(t, "outcome", -1, &c, error));
    const auto* words = static_cast<const char*>(c.data);
    return std::string(words, static_cast<std::size_t>(c.offsets[c.length]));
  };
  for (const Row& row : rows()) {
    const Desk desk(row.scope, kWrite);
    for (const auto& [relation, owner] : kOwners) {
      SCOPED_TRACE(std::string(row.scope) + " " + relation);
      const std::string sheet =
          "客户编号,跟进时间,跟进方式,跟进内容\n" + relation + ",2023-10-20,电话,话\n";
      EXPECT_EQ(outcome(desk, sheet, "me"),
                row.seen.count(relation) != 0 ? "created" : "refused");
      EXPECT_EQ(outcome(desk, sheet, ""), "created");
    }
  }
}

TEST(WriteRights, AReplayOfWhatIsHiddenTellsNothing) {
  const Desk desk("own", kWrite);
  EXPECT_EQ(desk.says("tag", of("else", R"("tag":"noted")")), "not_allowed customer");
  kit::Batch b = kit::batch();
  add(b.get(), "tag", "else-n", of("else", R"("tag":"noted")"), "2023-10-25");
  EXPECT_EQ(desk.says(b), "not_allowed customer");
}

TEST(WriteRights, FieldsThatARoleReadsOrDoesNotSeeAreNotWritten) {
  const std::string fields =
      R"(,"right":"write","fields":[{"field":"contact.phone","right":"read","mask":"phone"},)"
      R"({"field":"customer.name","right":"hidden"},{"field":"deal.amount","right":"read"},)"
      R"({"field":"touch.feedback","right":"read"},{"field":"custom.value","right":"read"},)"
      R"({"field":"contact.consent","right":"read"},{"field":"order.amount","right":"read"},)"
      R"({"field":"receipt.amount","right":"hidden"},{"field":"step.text","right":"read"}])";
  const Desk desk("own", fields);
  const struct {
    const char* kind;
    const char* members;
    const char* says;
  } facts[] = {
      {"customer", R"("industry":"零售")", "ok"},
      {"customer", R"("name":"改名")", "not_allowed customer.name"},
      {"customer", R"("industry":"零售","name":"改名")", "not_allowed customer.name"},
      {"contact", R"("contact":"z","name":"新人")", "ok"},
      {"contact", R"("contact":"z","phone":"13900000000")", "not_allowed contact.phone"},
      // Told whole: the phone that is there would be cleared, or stay.
      {"contact", R"("contact":"c","name":"甲")", "not_allowed contact.phone"},
      {"contact", R"("contact":"c","name":"甲","phone":"138-1234-5678")", "ok"},
      {"contact", R"("contact":"k","name":"乙","do_not_contact":1)",
       "not_allowed contact.consent"},
      {"consent", R"("contact":"k","purpose":"news","given":1)",
       "not_allowed contact.consent"},
      {"touch", R"("channel":"phone","content":"话")", "ok"},
      {"touch", R"("channel":"phone","feedback":"话")", "not_allowed touch.feedback"},
      {"step", R"("text":"去","deadline":"point","last":"2023-10-30")",
       "not_allowed step.text"},
      {"custom", R"("field":"site","word":"n")", "not_allowed custom.value"},
      {"deal", R"("deal":"D9")", "ok"},
      {"deal", R"("deal":"D9","amount_minor":100)", "not_allowed deal.amount"},
      {"stage", R"("deal":"D-own","stage":"proposal")", "ok"},
      {"order", R"("order":"O1","amount_minor":100)", "not_allowed order.amount"},
      {"receipt", R"("deal":"D-own","amount_minor":100)", "not_allowed receipt.amount"},
      {"tag", R"("tag":"hot")", "ok"},
  };
  for (const auto& f : facts) {
    EXPECT_EQ(desk.says(f.kind, of("own", f.members)), f.says) << f.kind << f.members;
    EXPECT_EQ(desk.says(f.kind, of("own", f.members), ""), "ok") << f.kind << f.members;
  }
}

TEST(WriteRights, WhoOnlyReadsRecordsNothing) {
  const Desk desk("own");
  EXPECT_EQ(desk.says("touch", of("own", R"("channel":"phone")")),
            "not_allowed touch.content");
  EXPECT_EQ(desk.says("tag", of("own", R"("tag":"hot")")), "not_allowed kind");
  EXPECT_EQ(desk.says("stage", of("own", R"("deal":"D-own","stage":"proposal")")),
            "not_allowed deal.name");
}

struct ActFact {
  const char* act;
  const char* kind;
  std::string members;
};
std::vector<ActFact> act_facts() {
  return {
      {"reassign", "owner", of("own", R"("owner":"mate")")},
      {"reassign", "owner", of("own", R"("owner":"")")},
      {"decide", "tier", of("own", R"("tier":"B")")},
      {"directory", "team", R"("team":"fresh","parent":"hq")"},
      {"directory", "absence",
       R"("person":"me","first":"2023-11-01","last":"2023-11-02")"},
      {"merge", "merge", R"("kept":"own","merged":"pool")"},
      {"erase", "hold", of("own", R"("active":1,"reason":"court")")},
      {"erase", "erase", of("own", R"("reason":"asked")")},
  };
}

TEST(WriteRights, ActsNeedToBeNamedUnlessAllIsSeen) {
  const Desk none("own", kWrite);
  const Desk all("all", kWrite);
  const Desk denied("all", R"(,"right":"write","may":[])");
  for (const ActFact& f : act_facts()) {
    SCOPED_TRACE(std::string(f.act) + " " + f.kind);
    const std::string named = R"(,"right":"write","may":[")" + std::string(f.act) + "\"]";
    EXPECT_EQ(none.says(f.kind, f.members), "not_allowed kind");
    EXPECT_EQ(denied.says(f.kind, f.members), "not_allowed kind");
    EXPECT_EQ(all.says(f.kind, f.members), "ok");
    EXPECT_EQ(Desk("own", named).says(f.kind, f.members), "ok");
  }
}

TEST(WriteRights, AdoptingADocumentIsAnAct) {
  const kit::Document d = kit::default_document(KITH_DOCUMENT_TIER);
  kit::Batch b = kit::batch();
  KIT_OK(kith_batch_adopt(b.get(), d.get(), kit::kDay, nullptr, 0, nullptr, 0, 0, error));
  EXPECT_EQ(Desk("own", kWrite).says(b), "not_allowed kind");
  EXPECT_EQ(Desk("own", R"(,"may":["adopt"])").says(b), "ok");
}

TEST(WriteRights, WhatNobodyHoldsMayBeTakenByOneself) {
  const Desk desk("own", kWrite);
  EXPECT_EQ(desk.says("owner", of("pool", R"("owner":"me")")), "ok");
  EXPECT_EQ(desk.says("owner", of("pool", R"("owner":"mate")")), "not_allowed kind");
}

// Taking a fact back needs what it took to record it.
TEST(WriteRights, TakingBackIsAsRecording) {
  const Desk desk(
      "own", R"(,"right":"write","fields":[{"field":"customer.name","right":"read"}])");
  EXPECT_EQ(
      desk.says("retract", of("own", R"("target_source":"t","target_key":"own-n")")),
      "ok");
  EXPECT_EQ(
      desk.says("retract", of("own", R"("target_source":"t","target_key":"own-c")")),
      "not_allowed customer.name");
  EXPECT_EQ(
      desk.says("retract", of("own", R"("target_source":"t","target_key":"own-o")")),
      "not_allowed kind");
}

TEST(WriteRights, WhoCannotAskCannotRecord) {
  const Desk desk("own", kWrite);
  const kit::Batch b = kit::batch();
  add(b.get(), "touch", "new", of("own", R"("channel":"phone")"));
  const auto record = [&](const char* actor, kith_error** error) {
    kith_record_options o = KITH_RECORD_OPTIONS_INIT;
    o.actor = kit::sv(actor);
    return kith_book_record(desk.book(), b.get(), kit::kNow, &o, nullptr, nullptr, error);
  };
  KIT_FAIL(KITH_NOT_FOUND, KITH_REASON_UNKNOWN_NAME, "actor", record("nobody", error));
  KIT_FAIL(KITH_PERMISSION_DENIED, KITH_REASON_NOT_ALLOWED, "actor",
           record("gone", error));
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_UTF8, "actor", record("\xff", error));
}

TEST(WriteRights, ErasingByCallAsksTheSame) {
  const Desk desk("own", kWrite);
  const auto erase = [&](const char* customer, const char* actor, kith_error** error) {
    kith_erase_options o = KITH_ERASE_OPTIONS_INIT;
    o.customer = kit::sv(customer);
    o.actor = kit::sv(actor);
    o.dry_run = 1;
    kith_erase_result r = KITH_ERASE_RESULT_INIT;
    return kith_book_erase(desk.book(), kit::kNow, &o, &r, error);
  };
  KIT_FAIL(KITH_PERMISSION_DENIED, KITH_REASON_NOT_ALLOWED, "kind",
           erase("own", "me", error));
  KIT_FAIL(KITH_PERMISSION_DENIED, KITH_REASON_NOT_ALLOWED, "customer",
           erase("else", "me", error));
  KIT_OK(erase("own", "", error));
}

}  // namespace

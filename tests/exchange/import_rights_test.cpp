// A sheet let in by one of ours: what its rows find, and what may be recorded of them.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <optional>

#include "kith/exchange/import.hpp"
#include "kith/view/view.hpp"

namespace kith {
namespace {

namespace fs = std::filesystem;
using Cells = std::vector<std::string>;

const Instant kNow = Instant::parse("2023-10-26T09:00:00+08:00").value();

constexpr const char* kAccess =
    R"({"kind":"access","schema":1,"id":"a","zh":"权","en":"rights","roles":[
      {"role":"own","scope":"own","pool":false,"right":"write"},
      {"role":"lead","scope":"all","right":"write","may":["reassign","directory"]},
      {"role":"reads","scope":"all","right":"read"},
      {"role":"masked","scope":"all","right":"read","personal":"masked",
       "fields":[{"field":"touch.content","right":"write"}]}],
      "otherwise":{"scope":"own"}})";

struct How {
  bool create_customers = false;
  bool dry_run = false;
  bool all_or_nothing = false;
};

/// C-1 is 李明's, C-2 赵强's, who sees nothing of the other's; 王总 sees all.
class ImportRights : public testing::Test {
 protected:
  ImportRights() {
    std::string name = (fs::temp_directory_path() / "kith_rights_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    BookOptions options;
    options.create = true;
    book_.emplace(Book::open((folder_ / "a.kith").string(), options).value());
    Batch batch;
    const auto add = [&](const std::string& root, const std::string& key,
                         const auto& body) {
      Fact f;
      f.head.root = CustomerKey(root);
      f.head.event = {"test", key};
      f.head.occurred = Occurred::on(Date::parse("2023-10-01").value());
      f.body = body(f.head);
      batch.add(std::move(f)).value();
    };
    const auto person = [&](const std::string& key, const std::string& named,
                            const std::string& role) {
      add("", key, [&](const FactHead& head) {
        PersonFact p;
        p.person = PersonKey(key);
        p.name = batch.put_text(head, "name", named);
        p.own_role = role;
        return FactBody(p);
      });
    };
    person("li", "李明", "own");
    person("zhao", "赵强", "own");
    person("boss", "王总", "lead");
    person("clerk", "钱文", "reads");
    person("shy", "孙平", "masked");
    const Document access = read_document(kAccess).value();
    batch.add_document(access);
    add("", "access", [&](const FactHead& head) {
      return FactBody(
          AdoptFact{DocumentKind::access, "a", access.hash, head.occurred.day});
    });
    const auto customer = [&](const std::string& key, const std::string& named,
                              const std::string& owner) {
      add(key, "name", [&](const FactHead& head) {
        return FactBody(
            CustomerFact{{{Field::name, batch.put_text(head, "name", named)}}});
      });
      add(key, "owner",
          [&](const FactHead&) { return FactBody(OwnerFact{PersonKey(owner)}); });
    };
    customer("C-1", "北京明发贸易有限公司", "li");
    customer("C-2", "上海恒通制造有限公司", "zhao");
    (void)book_->record(batch, kNow).value();
  }
  ~ImportRights() override {
    book_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  Result<BookImport> attempt(const std::string& sheet, const std::string& actor,
                             const How& how) {
    ImportOptions options;
    options.now = kNow;
    options.actor = PersonKey(actor);
    options.create_customers = how.create_customers;
    return import_into_book(*book_, sheet, "sheet.csv", options, how.dry_run,
                            how.all_or_nothing);
  }
  BookImport import(const std::string& sheet, const std::string& actor,
                    const How& how = {}) {
    return attempt(sheet, actor, how).value();
  }
  Reason refusal(const std::string& sheet, const std::string& actor) {
    const auto done = attempt(sheet, actor, {});
    return done ? Reason::none : done.error().reason();
  }
  static Cells column(const Table& table, std::string_view name) {
    Cells cells;
    for (std::int64_t row = 0; row < table.rows(); ++row)
      cells.push_back(table.cell(name, row));
    return cells;
  }
  [[nodiscard]] Table customers() const {
    return View(book_->source(), {.as_of = Date::max()}).customers();
  }
  [[nodiscard]] std::int64_t touches_of(const std::string& key) const {
    const auto log = book_->source()->log(CustomerKey(key), std::nullopt);
    return std::count_if(log.begin(), log.end(),
                         [](const Fact& f) { return f.kind() == FactKind::touch; });
  }

  fs::path folder_;
  std::optional<Book> book_;
};

constexpr const char* kTouches =
    "客户名称,跟进时间,跟进方式,跟进内容,客户反馈\n"
    "明发贸易,2023-10-20,电话,问价,还在比较\n"
    "恒通制造,2023-10-20,电话,问价,还在比较\n";

TEST_F(ImportRights, RowsAreLinkedToWhatTheActorSees) {
  const BookImport host = import(kTouches, "", {.dry_run = true});
  EXPECT_EQ(column(host.report, "customer_key"), (Cells{"C-1", "C-2"}));
  const BookImport done = import(kTouches, "li");
  EXPECT_EQ(column(done.report, "outcome"), (Cells{"linked", "refused"}));
  EXPECT_EQ(column(done.report, "codes"), (Cells{"linked_by_core", "unknown_customer"}));
  EXPECT_EQ(column(done.report, "customer_key"), (Cells{"C-1", ""}));
  EXPECT_EQ(to_csv(done.report).find("上海"), std::string::npos);
  EXPECT_EQ(touches_of("C-1"), 1);
  EXPECT_EQ(touches_of("C-2"), 0);
  // What nobody has told the actor of is a new customer.
  const BookImport made = import(kTouches, "li", {.create_customers = true});
  EXPECT_EQ(column(made.report, "outcome"), (Cells{"unchanged", "created"}));
  EXPECT_EQ(customers().rows(), 3);
  EXPECT_EQ(touches_of("C-2"), 0);
  EXPECT_TRUE(book_->check());
}

TEST_F(ImportRights, WhoSeesAllAndMayWriteIsAsTheHost) {
  const BookImport host = import(kTouches, "", {.dry_run = true});
  const BookImport boss = import(kTouches, "boss");
  EXPECT_EQ(boss.report, host.report);
  EXPECT_EQ(boss.recorded.created, host.recorded.created);
  EXPECT_EQ(touches_of("C-2"), 1);
}

constexpr const char* kByNumber =
    "客户名称,客户编号,跟进时间,跟进方式,跟进内容,客户反馈\n"
    "明发贸易,C-1,2023-10-20,电话,问价,还在比较\n"
    "某公司,C-2,2023-10-20,电话,问价,还在比较\n";

TEST_F(ImportRights, ARowOfAHiddenCustomersKeyIsRefused) {
  const How how{.create_customers = true};
  const std::int64_t facts = book_->fact_count();
  const BookImport dry =
      import(kByNumber, "li", {.create_customers = true, .dry_run = true});
  EXPECT_EQ(book_->fact_count(), facts);
  const BookImport none =
      import(kByNumber, "li", {.create_customers = true, .all_or_nothing = true});
  EXPECT_EQ(book_->fact_count(), facts);
  const BookImport done = import(kByNumber, "li", how);
  EXPECT_EQ(column(done.report, "outcome"), (Cells{"created", "refused"}));
  EXPECT_EQ(column(done.report, "codes"), (Cells{"", "not_allowed"}));
  EXPECT_EQ(column(done.report, "message_zh")[1], "记录人无权记录此项");
  EXPECT_EQ(column(done.report, "facts"), (Cells{"1", "0"}));
  EXPECT_EQ(dry.report, done.report);
  EXPECT_EQ(none.report, done.report);
  EXPECT_EQ(done.recorded.created, 1);
  EXPECT_EQ(done.recorded.refused, 0);
  EXPECT_EQ(touches_of("C-2"), 0);
  EXPECT_EQ(customers().rows(), 2);
}

// The second row of N-1 would be let in alone: a customer without its name's row.
TEST_F(ImportRights, ARefusedRowIsLeftOutWholeAndWhatItWouldHaveMadeWithIt) {
  const std::string sheet =
      "客户名称,客户编号,联系人,负责人,标签,最后跟进时间\n"
      "新远科技有限公司,N-1,周一,赵强,,2023-10-20\n"
      "新远科技有限公司,N-1,周二,,价格敏感,2023-10-21\n"
      "广源食品有限公司,N-2,周三,李明,,2023-10-20\n"
      "泰和建材有限公司,N-3,周四,郑新,,2023-10-20\n";
  const BookImport done = import(sheet, "li");
  EXPECT_EQ(column(done.report, "outcome"),
            (Cells{"refused", "refused", "created", "refused"}));
  EXPECT_EQ(column(done.report, "codes"),
            (Cells{"not_allowed", "not_allowed", "", "not_allowed"}));
  const Table all = customers();
  EXPECT_EQ(column(all, "customer_key"), (Cells{"C-1", "C-2", "N-2"}));
  EXPECT_EQ(column(all, "owner"), (Cells{"li", "zhao", "li"}));
  // 王总 may give customers to others, and may name people who are new.
  EXPECT_EQ(column(import(sheet, "boss").report, "outcome"),
            (Cells{"created", "created", "unchanged", "created"}));
  EXPECT_TRUE(book_->check());
}

TEST_F(ImportRights, WhoMayNotWriteRecordsNothing) {
  const std::int64_t facts = book_->fact_count();
  EXPECT_EQ(column(import(kTouches, "clerk").report, "codes"),
            (Cells{"not_allowed", "not_allowed"}));
  EXPECT_EQ(book_->fact_count(), facts);
}

TEST_F(ImportRights, WhoIsNobodyOrSeesNoNamesLetsNothingIn) {
  EXPECT_EQ(refusal(kTouches, "nobody"), Reason::unknown_name);
  EXPECT_EQ(refusal(kTouches, "shy"), Reason::not_allowed);
}

}  // namespace
}  // namespace kith

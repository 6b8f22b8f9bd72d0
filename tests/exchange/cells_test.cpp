#include "kith/exchange/cells.hpp"

#include <gtest/gtest.h>

namespace kith {
namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

// ---- dates

TEST(DateCellTest, EverySpelling) {
  for (const char* text :
       {"2023-10-15", "2023/10/15", "2023.10.15", "20231015", "2023年10月15日",
        "2023年10月15号", "２０２３－１０－１５", " 2023-10-15 ", "2023 年 10 月 15 日",
        "45214", "2023-10-15 周日", "2023年10月15日（星期日）"}) {
    const auto r = parse_date_text(text);
    ASSERT_TRUE(r) << text << ": " << r.error().message();
    EXPECT_EQ(r->date, day("2023-10-15")) << text;
    EXPECT_FALSE(r->second_of_day) << text;
  }
  EXPECT_EQ(parse_date_text("2023/1/5").value().date, day("2023-01-05"));
}

TEST(DateCellTest, Times) {
  struct Case {
    const char* text;
    std::int32_t second;
  };
  for (const Case& c : {Case{"2023-10-15 14:30", 52200},
                        {"2023-10-15 14:30:05", 52205},
                        {"2023-10-15T14:30:00.000", 52200},
                        {"2023年10月15日下午2:30", 52200},
                        {"2023年10月15日 下午2点半", 52200},
                        {"2023/10/15 2:30 PM", 52200},
                        {"2023/10/15 12:00 AM", 0},
                        {"2023-10-15 上午9点", 32400},
                        {"20231015 08:00", 28800},
                        {"2023-10-15 14时30分", 52200}}) {
    const auto r = parse_date_text(c.text);
    ASSERT_TRUE(r) << c.text << ": " << r.error().message();
    EXPECT_EQ(r->date, day("2023-10-15"));
    EXPECT_EQ(r->second_of_day, c.second) << c.text;
  }
  EXPECT_EQ(parse_date_text("2023年10月2日下午").value().half, HalfDay::afternoon);
  EXPECT_EQ(parse_date_text("2023-10-15T14:30:00Z").value().zone_minutes, 0);
  EXPECT_EQ(parse_date_text("2023-10-15T14:30:00+08:00").value().zone_minutes, 480);
}

TEST(DateCellTest, Refusals) {
  for (const char* text :
       {"15/10/2023", "10/15/2023", "23-10-15", "23年10月15日", "2023年10月", "2023-10",
        "2023", "2023-13-01", "2023-02-30", "2023-10-15 25:00", "2023-10-15 周一",
        "10月25日", "明天", "2023-10-15x", "20231301", "2023-10/15", "2023年10月15"}) {
    const auto r = parse_date_text(text);
    ASSERT_FALSE(r) << text;
    EXPECT_EQ(r.error().reason(), Reason::bad_date) << text;
    ASSERT_FALSE(r.error().details().empty());
    EXPECT_EQ(r.error().details()[0].second, text);
  }
  EXPECT_EQ(parse_date_text("  ").error().reason(), Reason::missing_value);
}

TEST(DateCellTest, MonthsByNameAreNoGuess) {
  for (const char* text :
       {"15 Oct 2023", "15-Oct-2023", "Oct 15, 2023", "October 15 2023",
        "15 October 2023 00:00", "Oct. 15, 2023, 12:00 am"}) {
    const auto r = parse_date_text(text);
    ASSERT_TRUE(r) << text << ": " << r.error().message();
    EXPECT_EQ(r->date, day("2023-10-15")) << text;
  }
  for (const char* text : {"15-Oct-23", "Oct 2023", "32 Oct 2023", "15 Okt 2023"})
    EXPECT_FALSE(parse_date_text(text)) << text;
}

TEST(DateCellTest, DayAndMonthAreReadInTheOrderGivenAndNoOther) {
  const auto read = [](const char* text, DateOrder order) {
    const auto r = parse_date_text(text, {.order = order});
    return r ? r->date.iso() : r.error().message();
  };
  EXPECT_EQ(read("12/1/2010 8:26", DateOrder::mdy), "2010-12-01");
  EXPECT_EQ(read("12/1/2010 8:26", DateOrder::dmy), "2010-01-12");
  EXPECT_EQ(read("31.12.2010", DateOrder::dmy), "2010-12-31");
  EXPECT_EQ(read("2010-12-01", DateOrder::dmy), "2010-12-01")
      << "a year in front is clear";
  EXPECT_NE(read("12/1/2010", DateOrder::ymd).find("date order"), std::string::npos);
  EXPECT_EQ(read("31/12/2010", DateOrder::mdy).find("2010"), std::string::npos);
  EXPECT_EQ(read("12/1/10", DateOrder::mdy).find("2010"), std::string::npos);
  EXPECT_EQ(parse_date_text("12/1/2010 8:26 PM", {.order = DateOrder::mdy})
                .value()
                .second_of_day,
            (20 * 60 + 26) * 60);
  EXPECT_EQ(parse_date_text("2024-05-01 10:00 UTC").value().zone_minutes, 0);
}

TEST(DateCellTest, Serials) {
  const auto serial = [](const char* text, bool date1904 = false) {
    return parse_date_cell(Cell{text, 0, CellKind::date, false}, {date1904});
  };
  EXPECT_EQ(serial("45214").value().date, day("2023-10-15"));
  EXPECT_EQ(serial("45323").value().date, day("2024-02-01"));
  EXPECT_EQ(serial("45200").value().date, day("2023-10-01"));
  EXPECT_EQ(serial("43752", true).value().date, day("2023-10-15"));
  EXPECT_EQ(serial("1").value().date, day("1900-01-01"));
  EXPECT_EQ(serial("59").value().date, day("1900-02-28"));
  EXPECT_FALSE(serial("60"));
  EXPECT_EQ(serial("61").value().date, day("1900-03-01"));
  EXPECT_EQ(serial("0", true).value().date, day("1904-01-01"));
  EXPECT_EQ(serial("2958465").value().date, day("9999-12-31"));
  EXPECT_FALSE(serial("2958466"));
  EXPECT_FALSE(serial("0.5"));
  EXPECT_EQ(serial("45214.604166666664").value().second_of_day, 52200);
  EXPECT_EQ(serial("45214.99999999").value().date, day("2023-10-16"));
  const Cell number{"20231015", 0, CellKind::number, false};
  EXPECT_EQ(parse_date_cell(number).value().date, day("2023-10-15"));
  EXPECT_FALSE(parse_date_cell(Cell{"120", 0, CellKind::number, false}));
  EXPECT_EQ(parse_date_cell(Cell{"#N/A", 0, CellKind::error, false}).error().reason(),
            Reason::wrong_type);
}

// ---- deadlines

TEST(DeadlineTest, TheDocumentsThreeNextSteps) {
  const Deadline a = parse_deadline("10月25日前提供定制化合同", day("2023-10-20"));
  EXPECT_EQ(a.kind, PhraseKind::point);
  EXPECT_EQ(a.last, day("2023-10-25"));
  EXPECT_TRUE(a.before);
  EXPECT_EQ(a.rest, "提供定制化合同");
  EXPECT_EQ(a.channel, "");
  const Deadline b = parse_deadline("下周电话跟进需求变化", day("2023-10-25"));
  EXPECT_EQ(b.kind, PhraseKind::range);
  EXPECT_EQ(b.first, day("2023-10-30"));
  EXPECT_EQ(b.last, day("2023-11-05"));
  EXPECT_EQ(b.rest, "电话跟进需求变化");
  EXPECT_EQ(b.channel, "phone");
  const Deadline c = parse_deadline("协助准备预算申请材料", day("2023-10-22"));
  EXPECT_EQ(c.kind, PhraseKind::none);
  EXPECT_EQ(c.rest, "协助准备预算申请材料");
}

TEST(DeadlineTest, Points) {
  struct Case {
    const char* text;
    const char* row;
    const char* day;
    const char* rest;
  };
  for (const Case& c :
       {Case{"10月25日之前提供方案", "2023-10-20", "2023-10-25", "提供方案"},
        {"1月5日前签约", "2023-12-20", "2024-01-05", "签约"},
        {"10月20日前签约", "2023-10-20", "2023-10-20", "签约"},
        {"2月29日前回访", "2023-10-20", "2024-02-29", "回访"},
        {"2023-10-25前发报价", "2023-10-20", "2023-10-25", "发报价"},
        {"2024年3月1日前发报价", "2023-10-20", "2024-03-01", "发报价"},
        {"下周三拜访客户", "2023-10-20", "2023-10-25", "拜访客户"},
        {"周五前回复", "2023-10-25", "2023-10-27", "回复"},
        {"周一电话", "2023-10-25", "2023-10-30", "电话"},
        {"明天电话联系", "2023-10-25", "2023-10-26", "电话联系"},
        {"后天上门", "2023-10-25", "2023-10-27", "上门"},
        {"本月28日前回款", "2023-10-25", "2023-10-28", "回款"},
        {"下月5号前回款", "2023-10-25", "2023-11-05", "回款"},
        {"下周周三面谈", "2023-10-25", "2023-11-01", "面谈"},
        {"25号前提交", "2023-10-26", "2023-11-25", "提交"},
        {"31日前提交", "2023-11-02", "2023-12-31", "提交"},
        {"3天后回访", "2023-10-25", "2023-10-28", "回访"},
        {"提供合同（１０月２５日前）", "2023-10-20", "2023-10-25", "提供合同"},
        {"请于10月25日前提供", "2023-10-20", "2023-10-25", "请提供"},
        {"Send the offer by 2023-10-25", "2023-10-20", "2023-10-25", "Send the offer"},
        {"tomorrow: call", "2023-10-25", "2023-10-26", "call"}}) {
    const Deadline d = parse_deadline(c.text, day(c.row));
    EXPECT_EQ(d.kind, PhraseKind::point) << c.text;
    EXPECT_EQ(d.last.iso(), c.day) << c.text;
    EXPECT_EQ(d.first, d.last);
    EXPECT_EQ(d.rest, c.rest) << c.text;
  }
}

TEST(DeadlineTest, Ranges) {
  struct Case {
    const char* text;
    const char* row;
    const char* first;
    const char* last;
  };
  for (const Case& c :
       {Case{"本周内完成", "2023-10-25", "2023-10-25", "2023-10-29"},
        {"下下周拜访", "2023-10-25", "2023-11-06", "2023-11-12"},
        {"下个星期沟通", "2023-10-25", "2023-10-30", "2023-11-05"},
        {"月底前签约", "2023-10-25", "2023-10-25", "2023-10-31"},
        {"本月底签约", "2023-10-25", "2023-10-25", "2023-10-31"},
        {"下月初回访", "2023-12-25", "2024-01-01", "2024-01-10"},
        {"下个月签约", "2023-10-25", "2023-11-01", "2023-11-30"},
        {"季度末前回款", "2023-10-25", "2023-10-25", "2023-12-31"},
        {"下季度启动", "2023-10-25", "2024-01-01", "2024-03-31"},
        {"第一季度启动", "2023-10-25", "2024-01-01", "2024-03-31"},
        {"年底前回款", "2023-10-25", "2023-10-25", "2023-12-31"},
        {"11月中旬拜访", "2023-10-25", "2023-11-11", "2023-11-20"},
        {"3月底签约", "2023-10-25", "2024-03-01", "2024-03-31"},
        {"两周后回访", "2023-10-25", "2023-11-06", "2023-11-12"},
        {"下周一至周三面谈", "2023-10-25", "2023-10-30", "2023-11-01"},
        {"10月28日至30日展会", "2023-10-25", "2023-10-28", "2023-10-30"},
        {"call next week", "2023-10-25", "2023-10-30", "2023-11-05"},
        {"sign by end of month", "2023-10-25", "2023-10-25", "2023-10-31"}}) {
    const Deadline d = parse_deadline(c.text, day(c.row));
    EXPECT_EQ(d.kind, PhraseKind::range) << c.text;
    EXPECT_EQ(d.first.iso(), c.first) << c.text;
    EXPECT_EQ(d.last.iso(), c.last) << c.text;
  }
}

TEST(DeadlineTest, SpansAndDeltas) {
  for (const char* text :
       {"3个工作日内提供竞品对比方案", "三个工作日之内提供竞品对比方案",
        "提供竞品对比方案，3个工作日内", "2-3个工作日内提供竞品对比方案"}) {
    const Deadline d = parse_deadline(text, day("2023-10-20"));
    EXPECT_EQ(d.kind, PhraseKind::span) << text;
    EXPECT_EQ(d.working_days, 3) << text;
    EXPECT_EQ(d.rest, "提供竞品对比方案") << text;
  }
  const Deadline week = parse_deadline("1周内签约", day("2023-10-20"));
  EXPECT_EQ(week.kind, PhraseKind::delta);
  EXPECT_EQ(week.weeks, 1);
  EXPECT_EQ(week.last, day("2023-10-27"));
  EXPECT_EQ(parse_deadline("两周内签约", day("2023-10-20")).weeks, 2);
  EXPECT_EQ(parse_deadline("十五天内签约", day("2023-10-20")).days, 15);
  EXPECT_EQ(parse_deadline("3个月内签约", day("2023-11-30")).last, day("2024-02-29"));
  EXPECT_EQ(parse_deadline("Quote within 3 working days", day("2023-10-20")).working_days,
            3);
}

TEST(DeadlineTest, WhatIsNoDeadlineStaysInTheText) {
  for (const char* text :
       {"每周电话沟通", "每周三例会", "上周已报价", "尽快报价", "两周一次回访",
        "介绍10月新品推介会的3个方案", "关注行业周期", "每月推送资讯", "推进第2期",
        "推送11月活动", "下周前签约", "5月前签约"}) {
    const Deadline d = parse_deadline(text, day("2023-10-25"));
    EXPECT_EQ(d.kind, PhraseKind::none) << text << " took " << d.phrase;
    EXPECT_EQ(d.rest, text);
  }
  EXPECT_EQ(parse_deadline("下周前往客户处拜访", day("2023-10-25")).rest,
            "前往客户处拜访");
  EXPECT_EQ(parse_deadline("本周内部评审", day("2023-10-25")).rest, "内部评审");
  EXPECT_EQ(parse_deadline("下周无需跟进", day("2023-10-25")).negative, "无需");
  EXPECT_TRUE(parse_deadline("10月25日前报价，下周三拜访", day("2023-10-20")).another);
  EXPECT_EQ(parse_deadline("下周一次拜访", day("2023-10-25")).kind, PhraseKind::range);
}

// ---- money

TEST(MoneyCellTest, UnitsAreExact) {
  struct Case {
    const char* text;
    MoneyUnit header;
    std::int64_t fen;
  };
  for (const Case& c : {Case{"120", MoneyUnit::ten_thousand, 120'000'000},
                        {"120", MoneyUnit::none, 12'000},
                        {"120万", MoneyUnit::none, 120'000'000},
                        {"120万元", MoneyUnit::ten_thousand, 120'000'000},
                        {"1.2亿", MoneyUnit::none, 12'000'000'000},
                        {"3千", MoneyUnit::none, 300'000},
                        {"￥1,200,000", MoneyUnit::none, 120'000'000},
                        {"RMB 120万元", MoneyUnit::none, 120'000'000},
                        {"１２０．５", MoneyUnit::ten_thousand, 120'500'000},
                        {"0.000001", MoneyUnit::ten_thousand, 1},
                        {"-3", MoneyUnit::yuan, -300},
                        {"(3)", MoneyUnit::yuan, -300},
                        {"12.340000000", MoneyUnit::yuan, 1234},
                        {"92233720368547758.07", MoneyUnit::yuan, INT64_MAX}}) {
    const auto r = parse_money_text(c.text, c.header);
    ASSERT_TRUE(r) << c.text << ": " << r.error().message();
    EXPECT_EQ(r->low, c.fen) << c.text;
    EXPECT_EQ(r->high, c.fen) << c.text;
    EXPECT_FALSE(r->approximate);
  }
}

TEST(MoneyCellTest, Intervals) {
  const auto wan = [](std::int64_t n) { return n * 1'000'000; };
  EXPECT_EQ(parse_money_text("10-20万").value(), (MoneyCell{wan(10), wan(20), true}));
  EXPECT_EQ(parse_money_text("10万~20万").value(), (MoneyCell{wan(10), wan(20), true}));
  EXPECT_EQ(parse_money_text("10至20", MoneyUnit::ten_thousand).value(),
            (MoneyCell{wan(10), wan(20), true}));
  EXPECT_EQ(parse_money_text("约50万").value(), (MoneyCell{wan(50), wan(50), true}));
  EXPECT_EQ(parse_money_text("50万左右").value(), (MoneyCell{wan(50), wan(50), true}));
  EXPECT_EQ(parse_money_text("100万以上").value(),
            (MoneyCell{wan(100), std::nullopt, true}));
  EXPECT_EQ(parse_money_text("50万以内").value(), (MoneyCell{0, wan(50), true}));
  EXPECT_EQ(parse_money_text("100多万").value(),
            (MoneyCell{wan(100), std::nullopt, true}));
}

TEST(MoneyCellTest, Refusals) {
  const auto reason = [](const char* text, MoneyUnit header = MoneyUnit::none) {
    const auto r = parse_money_text(text, header);
    return r ? Reason::none : r.error().reason();
  };
  EXPECT_EQ(reason("1.2亿", MoneyUnit::ten_thousand), Reason::conflict);
  EXPECT_EQ(reason("￥120", MoneyUnit::ten_thousand), Reason::conflict);
  EXPECT_EQ(reason("10千-20万"), Reason::conflict);
  EXPECT_EQ(reason("0.0000001", MoneyUnit::ten_thousand), Reason::bad_money);
  EXPECT_EQ(reason("1.234"), Reason::bad_money);
  EXPECT_EQ(reason("12,00"), Reason::bad_money);
  EXPECT_EQ(reason("1200,000"), Reason::bad_money);
  EXPECT_EQ(reason("$120", MoneyUnit::ten_thousand), Reason::conflict);
  EXPECT_EQ(reason("$120元"), Reason::conflict);
  for (const char* comma : {"1.234,56", "1 234,56 €", "1234,56", "0,500", "1.234.567"})
    EXPECT_EQ(reason(comma), Reason::bad_money) << comma;
  EXPECT_EQ(reason("$ -"), Reason::missing_value);
  EXPECT_EQ(reason("NULL"), Reason::missing_value);
  EXPECT_EQ(reason("很多"), Reason::bad_money);
  EXPECT_EQ(reason("20-10万"), Reason::bad_money);
  EXPECT_EQ(reason("92233720368547758.08"), Reason::overflow);
  EXPECT_EQ(reason(""), Reason::missing_value);
  EXPECT_EQ(reason("无"), Reason::missing_value);
}

TEST(MoneyCellTest, NumberCellsKeepWhatASpreadsheetShows) {
  const auto fen = [](const char* text, MoneyUnit unit) {
    return parse_money_cell(Cell{text, 0, CellKind::number, false}, unit).value().low;
  };
  EXPECT_EQ(fen("120.30000000000001", MoneyUnit::ten_thousand), 120'300'000);
  EXPECT_EQ(fen("0.30000000000000004", MoneyUnit::yuan), 30);
  EXPECT_EQ(fen("99.999999999999999", MoneyUnit::yuan), 10000);
  EXPECT_EQ(fen("120", MoneyUnit::ten_thousand), 120'000'000);
}

std::string money_of(const char* text, const char* header = "") {
  const auto r =
      parse_money_text(text, unit_of_header(header), currency_of_header(header));
  if (!r) return std::string(reason_name(r.error().reason()));
  return Money{r->low, r->currency}.decimal() + " " + r->currency.code();
}

TEST(MoneyCellTest, CurrenciesOfTheCell) {
  EXPECT_EQ(money_of("$1,200,000.00"), "1200000.00 USD");
  EXPECT_EQ(money_of("US$ 5"), "5.00 USD");
  EXPECT_EQ(money_of("USD 5,000"), "5000.00 USD");
  EXPECT_EQ(money_of("5,000 usd"), "5000.00 USD");
  EXPECT_EQ(money_of("HK$3.50"), "3.50 HKD");
  EXPECT_EQ(money_of("€1 234.50"), "1234.50 EUR");
  EXPECT_EQ(money_of("1'234.50 CHF"), "1234.50 CHF");
  EXPECT_EQ(money_of("£1,000"), "1000.00 GBP");
  EXPECT_EQ(money_of("JPY 1200"), "1200 JPY");
  EXPECT_EQ(money_of("1200.5円"), "bad_money");
  EXPECT_EQ(money_of("5万美元"), "50000.00 USD");
  EXPECT_EQ(money_of("5万日元"), "50000 JPY");
  EXPECT_EQ(money_of("$1.2M"), "1200000.00 USD");
  EXPECT_EQ(money_of("3 bn EUR"), "3000000000.00 EUR");
  EXPECT_EQ(money_of("5 KRW"), "5 KRW") << "K is no thousand here";
  EXPECT_EQ(money_of("120"), "120.00 CNY");
  EXPECT_EQ(money_of("5 XYZ"), "bad_money");
}

TEST(MoneyCellTest, AccountantsNegatives) {
  EXPECT_EQ(money_of("($1,234.00)"), "-1234.00 USD");
  EXPECT_EQ(money_of("$(1,234.00)"), "-1234.00 USD");
  EXPECT_EQ(money_of("-$1,234.00"), "-1234.00 USD");
  EXPECT_EQ(money_of("$-1,234.00"), "-1234.00 USD");
  EXPECT_EQ(money_of("1,234.00-"), "-1234.00 CNY");
}

TEST(MoneyCellTest, CurrenciesOfTheHeader) {
  EXPECT_EQ(money_of("5", "金额(美元)"), "5.00 USD");
  EXPECT_EQ(money_of("5", "Revenue (USD)"), "5.00 USD");
  EXPECT_EQ(money_of("5", "amount_eur"), "5.00 EUR");
  EXPECT_EQ(money_of("5", "Price ($)"), "5.00 USD");
  EXPECT_EQ(money_of("5", "金额（万美元）"), "50000.00 USD");
  EXPECT_EQ(money_of("5", "Revenue ($K)"), "5000.00 USD");
  EXPECT_EQ(money_of("5", "Total amount"), "5.00 CNY");
  EXPECT_EQ(money_of("5", "Try all"), "5.00 CNY") << "no word of a header is a code";
  EXPECT_EQ(money_of("$5", "金额(美元)"), "5.00 USD");
  EXPECT_EQ(money_of("€5", "金额(美元)"), "conflict");
  EXPECT_EQ(money_of("$5", "金额(元)"), "conflict");
  EXPECT_EQ(money_of("5元", "Revenue (USD)"), "conflict");
}

TEST(MoneyCellTest, PriceTimesQuantityIsExact) {
  const auto product = [](const char* price, const char* quantity) {
    const auto r = parse_product(Cell{price, 0, CellKind::text, false},
                                 Cell{quantity, 1, CellKind::text, false});
    if (!r) return std::string(reason_name(r.error().reason()));
    return Money{r->low, r->currency}.decimal() + " " + r->currency.code();
  };
  EXPECT_EQ(product("2.55", "6"), "15.30 CNY");
  EXPECT_EQ(product("$0.001", "1,000"), "1.00 USD");
  EXPECT_EQ(product("27.5", "-1"), "-27.50 CNY");
  EXPECT_EQ(product("0.333", "1.5"), "bad_money");
  EXPECT_EQ(product("10", "0"), "0.00 CNY");
  EXPECT_EQ(product("10", "many"), "bad_number");
  EXPECT_EQ(product("10-20", "2"), "bad_money");
  EXPECT_EQ(product("92233720368547758", "2"), "overflow");
}

TEST(MoneyCellTest, UnitOfHeader) {
  EXPECT_EQ(unit_of_header("历史合作金额(万元)"), MoneyUnit::ten_thousand);
  EXPECT_EQ(unit_of_header("历史合作金额（万元）"), MoneyUnit::ten_thousand);
  EXPECT_EQ(unit_of_header("金额(元)"), MoneyUnit::yuan);
  EXPECT_EQ(unit_of_header("单位：千元"), MoneyUnit::thousand);
  EXPECT_EQ(unit_of_header("金额"), MoneyUnit::none);
  EXPECT_EQ(unit_of_header("元器件金额"), MoneyUnit::none);
}

// ---- phones

TEST(PhoneTest, ACellThatLostDigitsIsRefused) {
  EXPECT_EQ(
      classify_phone(Cell{"13800000000", 0, CellKind::number, true}).error().reason(),
      Reason::bad_number);
  EXPECT_TRUE(classify_phone(Cell{"13812345678", 0, CellKind::number, true}));
}

// ---- vocabularies

TEST(VocabularyTest, Words) {
  EXPECT_EQ(parse_channel("电话").value(), "phone");
  EXPECT_EQ(parse_channel("面谈").value(), "visit");
  EXPECT_EQ(parse_channel(" 企业微信 ").value(), "message");
  EXPECT_EQ(parse_channel("ＱＱ").value(), "message");
  EXPECT_EQ(parse_channel("E-mail").value(), "mail");
  EXPECT_EQ(parse_channel("视频会议").value(), "video");
  EXPECT_EQ(parse_channel("Face to face").value(), "visit");
  const auto bad = parse_channel("飞鸽");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().reason(), Reason::unknown_name);
  EXPECT_NE(bad.error().message().find("飞鸽"), std::string::npos);
  EXPECT_NE(bad.error().message().find("channel"), std::string::npos);
  EXPECT_EQ(find_channel("发送视频会议邀请邮件"), "video");
  EXPECT_EQ(find_channel("recall the contract"), "");
  EXPECT_EQ(parse_completion("已完成").value(), "done");
  EXPECT_EQ(parse_completion("进行中").value(), "in_progress");
  EXPECT_EQ(parse_completion("待完成").value(), "to_do");
  EXPECT_EQ(parse_completion("In Progress").value(), "in_progress");
  for (const char* text : {"A", "a", "Ａ", "A级", "A类", "A（重点客户）", "A级客户"}) {
    EXPECT_EQ(parse_tier(text).value(), "A") << text;
  }
  EXPECT_FALSE(parse_tier("AB"));
  EXPECT_FALSE(parse_tier("重点"));
  EXPECT_EQ(parse_cooperation("合作中").value(), "active");
  EXPECT_EQ(parse_satisfaction("5分").value(), 5);
  EXPECT_EQ(parse_satisfaction("不满意").value(), 2);
  EXPECT_FALSE(parse_satisfaction("6"));
}

TEST(VocabularyTest, Feedback) {
  EXPECT_EQ(classify_feedback("无回复"), FeedbackKind::no_reply);
  EXPECT_EQ(classify_feedback("未接通，没人接"), FeedbackKind::no_reply);
  EXPECT_EQ(classify_feedback("未接通，微信已回复"), FeedbackKind::mixed);
  EXPECT_EQ(classify_feedback("对方案感兴趣,需内部讨论"), FeedbackKind::answer);
  EXPECT_EQ(classify_feedback(""), FeedbackKind::empty);
}

}  // namespace
}  // namespace kith

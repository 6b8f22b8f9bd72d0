#include "exchange/columns.hpp"

#include "exchange/scan.hpp"
#include "kith/base/text.hpp"

namespace kith::exchange {

namespace {

using T = CellMeaning;

const std::vector<Column>& customers() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|编号|行号|id"},
      {{"customer", T::company, "客户名称", "Customer", true},
       1,
       "公司名称|企业名称|单位名称|客户|公司|单位|客户全称|公司全称|客户公司|客户名|"
       "customername|company|companyname|account|accountname|organization|organisation|"
       "name|客户公司名称|organizationname|companyaccount|客户简称|购货单位|往来单位|"
       "client|clientname|accountname(accounts)",
       "customer_id"},
      {{"customer_id", T::text, "客户编号", "Customer ID"},
       2,
       "客户编码|客户id|客户代码|accountid|customerno|customercode|客户档案编号|"
       "companydomainname|customerid|organizationid|customeruniqueid"},
      {{"currency", T::text, "币种", "Currency"},
       0,
       "币别|货币|结算币种|交易币种|currencycode|currencyisocode|isocurrency|"
       "transactioncurrency|annualrevenuecurrency|accountcurrency"},
      {{"credit_code", T::text, "统一社会信用代码", "Credit code"},
       2,
       "信用代码|税号|纳税人识别号|taxid"},
      {{"industry", T::text, "所属行业", "Industry"},
       3,
       "行业|客户行业|行业类别|行业类型|sector|1级行业|一级行业|所属行业类别|"
       "organizationindustry"},
      {{"size", T::text, "公司规模", "Size"},
       2,
       "规模|企业规模|人员规模|人数|员工人数|employees|companysize|numberofemployees|"
       "noofemployees|员工数|员工规模|总人数"},
      {{"region", T::text, "地区", "Region"},
       1,
       "区域|省份|城市|所在地区|所在城市|省市|所在地|city|province|state|country|"
       "billingstate/province|billingstate|billingcity|billingcountry|country/"
       "region|state/region|officelocation|国家|国家/"
       "地区|省|市|所属区域|销售区域|customercity|customerstate|address1:city|"
       "address1city"},
      {{"address", T::text, "地址", "Address"},
       1,
       "详细地址|公司地址|联系地址|street|billingstreet|billingaddress|"
       "organizationaddress|streetaddress|address1:street1|收货地址|注册地址"},
      {{"contact", T::person, "联系人", "Contact"},
       1,
       "联系人姓名|主要联系人|客户联系人|首要联系人|姓名|contactname|contactperson|"
       "primarycontact|personname|primarycontactname|联系人/职务|联系人/"
       "职位|首要联系人姓名|法人|法人代表|对接人"},
      {{"position", T::text, "职位", "Position"},
       2,
       "职务|岗位|联系人职位|联系人职务|title|jobtitle"},
      {{"phone", T::phone, "联系方式", "Phone"},
       2,
       "联系电话|手机|手机号|手机号码|电话|电话号码|移动电话|联系人电话|联系人手机|"
       "mobile|mobilephone|tel|telephone|phonenumber|mainphone|organizationphone|"
       "personphone|businessphone|workphone|手机/电话|电话/"
       "手机|联系人手机号|公司电话|座机|固定电话"},
      {{"email", T::text, "邮箱", "E-mail"},
       1,
       "电子邮箱|电子邮件|邮件|联系邮箱|mail|emailaddress|personemail|primaryemail|e-"
       "mail地址"},
      {{"wechat", T::text, "微信", "WeChat"}, 1, "微信号|联系微信"},
      {{"tier", T::word, "客户分级", "Tier"},
       3,
       "客户级别|客户等级|客户分类|级别|等级|分级|价值等级|重要程度|grade|customerlevel|"
       "level|accounttier|客户重要级别|客户星级|客户abc分类|abc分类|优先级"},
      {{"rating", T::text, "评级", "Rating"}, 1, "客户评级"},
      {{"core_need", T::text, "核心需求", "Core need"},
       3,
       "客户需求|需求|主要需求|需求描述|需求特征|need|needs|requirement|requirements"},
      {{"budget", T::money, "预算范围", "Budget"},
       2,
       "预算|采购预算|预算金额|budgetrange"},
      {{"cycle", T::text, "采购周期", "Purchase cycle"}, 2, "购买周期"},
      {{"products", T::text, "关注产品", "Products of interest"},
       2,
       "关注产品/服务|意向产品|关注产品或服务|感兴趣产品|products|productinterest"},
      {{"past_amount", T::money, "历史合作金额", "Past amount"},
       3,
       "合作金额|累计合作金额|历史成交金额|累计成交金额|历史采购金额|累计金额|成交总额|"
       "totalrevenue|lifetimevalue|historicalamount|累计成交额|历史成交额|累计销售额|"
       "历史合作额|累计订单金额|成交金额|已成交金额|累计合作额|历史销售额|累计消费金额"},
      {{"annual_purchase", T::money, "年采购额", "Annual purchase"},
       2,
       "年采购金额|年度采购额|年采购量金额|yearlypurchase"},
      {{"revenue", T::money, "年营业额", "Annual revenue"},
       1,
       "营业额|年营业收入|年销售额|营收|revenue|companyrevenue|turnover"},
      {{"profit", T::money, "利润贡献", "Profit"}, 2, "利润|毛利|利润额"},
      {{"growth", T::text, "行业增长性", "Industry growth"}, 2, "增长性|行业增长"},
      {{"willingness", T::text, "合作意愿", "Willingness"}, 2, "意愿|意愿度|合作意向"},
      {{"stage", T::word, "合作阶段", "Cooperation stage"},
       2,
       "客户阶段|客户状态|合作状态|阶段|状态|生命周期|stage|status|lifecyclestage|"
       "成交状态|合作情况|跟进阶段|客户生命周期|accountstatus|customerstatus|leadstatus"},
      {{"tags", T::text, "标签", "Tags"},
       2,
       "客户标签|tag|labels|客户标签组|organizationlabels|organizationlabel"},
      {{"source", T::text, "客户来源", "Source"},
       2,
       "来源|来源渠道|leadsource|客户线索来源|线索来源|accountsource|originalsource|"
       "originalsourcetype|获客渠道"},
      {{"parent", T::company, "上级客户", "Parent"},
       1,
       "母公司|上级公司|所属集团|parentaccount|subsidiaryof|parentcompany|parentcustomer|"
       "parentaccountname|所属母公司|集团公司"},
      {{"owner", T::person, "负责人", "Owner"},
       1,
       "跟进人|客户经理|销售|销售员|业务员|归属人|所有人|所属销售|客户负责人|销售负责人|"
       "专属销售|accountmanager|accountowner|salesrep|salesperson|assignedto|客户所有人|"
       "所有者|归属销售|所属业务员|负责销售|销售代表|业务负责人|companyowner|recordowner|"
       "organizationowner|salesagent|assigned|assignedto|维护人|客户归属|归属人员|"
       "销售人员|所属员工|所属人|ownername"},
      {{"created", T::date, "创建时间", "Created"},
       1,
       "创建日期|建档时间|建档日期|录入时间|登记日期|createddate|createdat|createdon|"
       "createdtime|created|createdate|dateadded|organizationcreated|"
       "organizationorganizationcreated|建立时间|添加时间|建档人时间|创建时间(系统)|"
       "addtime"},
      {{"last_followup", T::date, "最后跟进时间", "Last follow-up"},
       3,
       "最近跟进时间|最后跟进日期|最近跟进日期|最近联系时间|最后联系时间|最近联系日期|"
       "最后联系日期|上次跟进时间|上次联系时间|lastcontact|lastcontacted|lastactivity|"
       "lastactivitydate|lastfollowupdate|lastcontactdate|最后跟进|最近跟进|"
       "最近活动记录时间|最近活动时间|最后活动时间|最近跟进日|lastactivitytime|"
       "lastmodifiedactivity|organizationlastactivitydate|lastactivitydate(accounts)|"
       "lastcontactedtime|lasttouch|最近拜访时间|最近拜访日期|最后一次跟进时间"},
      {{"note", T::text, "备注", "Note"},
       1,
       "说明|备注信息|remark|remarks|notes|description|comment"},
      {{"customer_kind", T::word, "客户类型", "Customer type"},
       2,
       "客户性质|主体类型|customerkind|customertype"},
      {{"needs", T::text, "需求类型", "Needs"},
       2,
       "需求类别|需求标签|需求分类|needtype|needtypes|needcategory"},
      {{"competitor", T::text, "竞争对手", "Competitor"},
       1,
       "竞品|竞争品牌|现有供应商|在用竞品|主要竞争对手|competitors|incumbent|"
       "currentsupplier|currentvendor"},
      {{"lost_cause", T::text, "流失原因", "Cause of loss"},
       1,
       "流失理由|丢失原因|lostreason|churnreason|reasonlost|lossreason"},
      {{"decision_role", T::text, "决策角色", "Decision role"},
       3,
       "决策链角色|联系人角色|采购角色|决策地位|buyingrole|contactrole|decisionrole"},
      {{"do_not_contact", T::word, "请勿联系", "Do not contact"},
       2,
       "勿联系|免打扰|拒绝联系|donotcontact|donotcall|optout"},
  };
  return columns;
}

const std::vector<Column>& follow_ups() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|编号|行号|id"},
      {{"customer", T::company, "客户名称", "Customer", true},
       1,
       "公司名称|企业名称|单位名称|客户|公司|客户全称|customername|company|account|"
       "accountname|relatedto|organizationname|dealorganization|company/"
       "account|客户简称|购货单位|购货方|往来单位|客户信息|client|clientname|"
       "customeraccount|organization|organisation",
       "customer_id"},
      {{"customer_id", T::text, "客户编号", "Customer ID"},
       1,
       "客户编码|客户id|客户代码|客户代号|accountid|customerno|customernumber|"
       "customercode|accountnumber|custid|companyid|clientid"},
      {{"date", T::date, "跟进时间", "Follow-up date", true},
       3,
       "跟进日期|计划时间|计划日期|计划跟进时间|计划跟进日期|时间|日期|date|plandate|"
       "duedate|followuptime|planneddate|跟进时间点|拜访计划时间|start|starttime|"
       "activityduedate"},
      {{"channel", T::word, "跟进方式", "Channel"},
       3,
       "方式|沟通方式|联系方式|跟进类型|跟进渠道|method|type|activitytype|拜访方式|"
       "activity"},
      {{"contact", T::person, "联系人", "Contact"},
       1,
       "客户联系人|contactname|contactperson"},
      {{"content", T::text, "跟进内容", "Content"},
       3,
       "内容|计划内容|跟进记录|跟进情况|跟进事项|沟通内容|subject|summary|description"},
      {{"feedback", T::text, "客户反馈", "Feedback"},
       1,
       "反馈|反馈结果|反馈情况|客户反应|response|result|outcome"},
      {{"next_step", T::text, "下一步计划", "Next step"},
       2,
       "下一步|后续计划|下次计划|下步计划|下一步行动|后续行动|nextsteps|nextaction|"
       "nextplan"},
      {{"next_date", T::date, "下次跟进时间", "Next date"},
       2,
       "下次跟进日期|下次联系时间|下次联系日期|nextfollowup|nextfollowupdate|"
       "nextcontactdate"},
      {{"owner", T::person, "负责人", "Owner"},
       1,
       "跟进人|客户经理|销售|业务员|执行人|责任人|accountmanager|assignedto|salesrep|"
       "客户所有人|所有者|归属销售|所属业务员|负责销售|销售代表|业务负责人|companyowner|"
       "recordowner|organizationowner|salesagent|assigned|assignedto"},
      {{"state", T::word, "完成状态", "Status"},
       3,
       "状态|完成情况|进度|跟进状态|执行状态|是否完成|state|completion|done"},
      {{"key", T::text, "跟进编号", "Kith key"}, 2, "kithkey"},
      {{"note", T::text, "备注", "Note"}, 1, "说明|remark|remarks|notes|comment"},
  };
  return columns;
}

const std::vector<Column>& interactions() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|编号|行号|id"},
      {{"customer", T::company, "客户名称", "Customer", true},
       1,
       "公司名称|企业名称|单位名称|客户|公司|客户全称|customername|company|account|"
       "accountname|organizationname|dealorganization|company/"
       "account|客户简称|购货单位|购货方|往来单位|客户信息|client|clientname|"
       "customeraccount|organization|organisation",
       "customer_id"},
      {{"customer_id", T::text, "客户编号", "Customer ID"},
       1,
       "客户编码|客户id|客户代码|客户代号|accountid|customerno|customernumber|"
       "customercode|accountnumber|custid|companyid|clientid"},
      {{"date", T::date, "互动时间", "Interaction date", true},
       3,
       "互动日期|沟通时间|沟通日期|拜访时间|拜访日期|接触时间|联系时间|联系日期|时间|"
       "日期|date|interactiontime|activitydate|time|记录时间|活动时间|拜访签到时间|"
       "created|createdtime|activitytime|loggedat|timestamp|calldate|meetingdate|"
       "starttime|lastmodifieddate"},
      {{"channel", T::word, "互动方式", "Channel"},
       3,
       "互动类型|互动渠道|沟通方式|联系方式|拜访方式|方式|类型|method|type|activitytype|"
       "活动类型|记录类型|call type|activity|engagementtype"},
      {{"content", T::text, "互动内容", "Content"},
       3,
       "沟通要点|沟通内容|互动要点|拜访内容|沟通记录|内容|互动记录|summary|subject|"
       "记录内容|活动内容|活动记录|跟进记录|跟进内容|comments|fullcomments|body|notebody|"
       "callnotes|description"},
      {{"products", T::text, "关联产品/服务", "Products"},
       2,
       "关联产品|意向产品|涉及产品|产品|product"},
      {{"contact", T::person, "联系人", "Contact"},
       1,
       "客户联系人|contactname|contactperson"},
      {{"participants", T::text, "参与人员", "Participants"},
       3,
       "参与人|参会人员|参会人|attendees"},
      {{"feedback", T::text, "客户反馈", "Feedback"},
       1,
       "反馈|客户反应|response|outcome|result"},
      {{"key_issue", T::text, "关键问题", "Key issue"}, 2, "问题|主要问题|issue"},
      {{"satisfaction", T::word, "客户满意度", "Satisfaction"},
       3,
       "满意度|评价等级|满意程度|满意度评分|csat"},
      {{"level", T::word, "互动层级", "Level"}, 2, "层级|互动级别|高层互动"},
      {{"purpose", T::text, "互动目的", "Purpose"}, 2, "目的|拜访目的|沟通目的"},
      {{"next_step", T::text, "下一步计划", "Next step"},
       1,
       "下次联系计划|下一步|后续计划|后续行动|nextsteps|nextaction"},
      {{"next_date", T::date, "下次跟进日期", "Next date"},
       1,
       "下次跟进时间|下次联系时间|下次联系日期|nextcontactdate|nextfollowup"},
      {{"owner", T::person, "记录人", "Author"},
       2,
       "负责人|跟进人|客户经理|销售|业务员|填写人|owner|loggedby|createdby|客户所有人|"
       "所有者|归属销售|所属业务员|负责销售|销售代表|业务负责人|companyowner|recordowner|"
       "organizationowner|salesagent|assigned|assignedto"},
      {{"state", T::word, "处理状态", "Status"}, 1, "状态|state"},
      {{"note", T::text, "备注", "Note"}, 1, "说明|remark|remarks|notes|comment"},
  };
  return columns;
}

const std::vector<Column>& people() {
  static const std::vector<Column> columns{
      {{"serial", T::text, "序号", "No."}, 0, "no|#|行号"},
      {{"person", T::person, "姓名", "Person", true},
       2,
       "员工姓名|员工|人员|销售姓名|名字|name|fullname|employee|salesagent|agent|"
       "username|user|销售人员"},
      {{"role", T::word, "角色", "Role"},
       3,
       "岗位|职务|职位|岗位名称|title|jobtitle|position"},
      {{"team", T::text, "团队", "Team"},
       3,
       "部门|小组|所属部门|所属团队|销售团队|department|dept|regionaloffice|region|"
       "office|主属部门|区域"},
      {{"manager", T::person, "上级", "Manager"},
       3,
       "主管|直属上级|直属主管|直接上级|reportsto|supervisor|直接主管|汇报对象|"
       "managername"},
      {{"from", T::date, "入职日期", "From"},
       2,
       "入职时间|开始日期|开始时间|startdate|hiredate"},
      {{"to", T::date, "离职日期", "To"}, 2, "离职时间|结束日期|结束时间|enddate"},
      {{"day_capacity", T::number, "日跟进上限", "Day capacity"},
       3,
       "每日跟进上限|日容量|每日容量|capacity"},
      {{"book_cap", T::number, "客户上限", "Book cap"},
       3,
       "客户数上限|持有上限|maxcustomers"},
      {{"absent_from", T::date, "请假开始", "Absent from"},
       3,
       "请假开始日期|休假开始|缺勤开始"},
      {{"absent_to", T::date, "请假结束", "Absent to"},
       3,
       "请假结束日期|休假结束|缺勤结束"},
      {{"deputy", T::person, "代理人", "Deputy"}, 2, "代班人|替班人|delegate"},
      {{"phone", T::phone, "电话", "Phone"},
       0,
       "手机|手机号|联系方式|联系电话|mobile|tel"},
      {{"email", T::text, "邮箱", "E-mail"}, 0, "电子邮箱|mail|emailaddress"},
      {{"note", T::text, "备注", "Note"}, 0, "说明|remark|remarks|notes|comment"},
  };
  return columns;
}

}  // namespace

const std::vector<Column>& columns_of(SheetKind kind) {
  static const std::vector<Column> none;
  switch (kind) {
    case SheetKind::customers:
      return customers();
    case SheetKind::follow_ups:
      return follow_ups();
    case SheetKind::interactions:
      return interactions();
    case SheetKind::deals:
      return deal_columns();
    case SheetKind::orders:
      return order_columns();
    case SheetKind::receipts:
      return receipt_columns();
    case SheetKind::people:
      return people();
    case SheetKind::stages:
    case SheetKind::unknown:
      break;
  }
  return none;
}

bool is_read(SheetKind kind, std::string_view code) {
  struct Unread {
    SheetKind kind;
    std::string_view codes;  ///< between bars
  };
  static constexpr Unread kUnread[] = {
      {SheetKind::customers, "|address|note|revenue|rating|"},
      {SheetKind::follow_ups, "|key|"},
      {SheetKind::deals,
       "|plan_date|expected_close|probability|competitor|products|delay_reason|helper|"
       "note|"},
      {SheetKind::orders, "|contract|profit|owner|state|note|"},
      {SheetKind::receipts,
       "|order|period|plan_amount|plan_date|method|owner|state|note|"},
      {SheetKind::people,
       "|to|day_capacity|book_cap|absent_from|absent_to|deputy|phone|email|note|"},
  };
  const std::string wanted = "|" + std::string(code) + "|";
  for (const Unread& unread : kUnread) {
    if (unread.kind == kind && unread.codes.find(wanted) != std::string_view::npos)
      return false;
  }
  return true;
}

std::string normal_header(std::string_view header) {
  std::string out;
  for (const char c : fold_tight(header)) {
    if (c != '-' && c != '_' && c != '*' && c != ':' && c != '.' && c != '?' && c != '\'')
      out += c;
  }
  return out;
}

}  // namespace kith::exchange

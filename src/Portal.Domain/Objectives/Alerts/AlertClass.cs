namespace Portal.Domain.Objectives.Alerts;

/// <summary>What alerts are about, in the words that routing, keys and pages share.</summary>
public static class AlertClass
{
    public const string Rollback = "rollback";
    public const string PromotionFailed = "promotion-failed";
    public const string NoData = "nodata";
    public const string Approval = "approval";
    public const string Aborted = "aborted";

    /// <summary>An objective's budget goes so fast that somebody has to act now.</summary>
    public const string BurnPage = "slo-page";

    /// <summary>An objective's budget goes too fast to last, and slowly enough to wait for the day.</summary>
    public const string BurnTicket = "slo-ticket";

    /// <summary>A quarter of an objective's budget is left.</summary>
    public const string BudgetTight = "budget-tight";

    /// <summary>Nothing of it is left.</summary>
    public const string BudgetExhausted = "budget-exhausted";

    /// <summary>A plugin's circuit breaker lets no rollout begin.</summary>
    public const string BreakerOpen = "breaker-open";

    /// <summary>What was done by itself about something wrong with a rollout did not help.</summary>
    public const string Remediation = "remediation";

    /// <summary>Somebody wants to see whether a channel works. Nothing routes it.</summary>
    public const string Test = "test";

    /// <summary>What can be routed.</summary>
    public static IReadOnlyList<string> All { get; } = [Rollback, PromotionFailed, NoData, Approval, Aborted, BurnPage, BurnTicket, BudgetTight, BudgetExhausted, BreakerOpen, Remediation];
}

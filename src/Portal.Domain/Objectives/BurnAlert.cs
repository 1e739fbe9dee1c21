namespace Portal.Domain.Objectives;

/// <summary>
/// A pair of windows of which both must burn too fast: the long one for significance, the short one so that it ends soon after the trouble does
/// (Google, The Site Reliability Workbook, chapter 5).
/// </summary>
/// <param name="Severity">Who is told.</param>
/// <param name="Long">The window that must have burnt its part.</param>
/// <param name="Short">The window that must still be burning.</param>
/// <param name="Factor">How many times faster than the budget allows.</param>
public sealed record BurnAlert(BurnSeverity Severity, TimeSpan Long, TimeSpan Short, double Factor)
{
    /// <summary>The workbook's four pairs, with factors computed for this period: 14.4, 6, 3 and 1 for 30 days.</summary>
    public static IReadOnlyList<BurnAlert> Standard(TimeSpan period) =>
    [
        Of(BurnSeverity.Page, 0.02, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), period),
        Of(BurnSeverity.Page, 0.05, TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), period),
        Of(BurnSeverity.Ticket, 0.10, TimeSpan.FromDays(1), TimeSpan.FromHours(2), period),
        Of(BurnSeverity.Ticket, 0.10, TimeSpan.FromDays(3), TimeSpan.FromHours(6), period),
    ];

    /// <summary>The pair that is reached when so much of the period's budget burns within the long window.</summary>
    public static BurnAlert Of(BurnSeverity severity, double budgetShare, TimeSpan @long, TimeSpan @short, TimeSpan period) =>
        new(severity, @long, @short, budgetShare * (period / @long));
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Objectives;
using Portal.Infrastructure.Objectives;

namespace Portal.Objectives;

/// <summary>One objective as pages and API show it. Shares are of 1.</summary>
/// <param name="Origin"><c>portal</c>, or <c>cluster</c>: applied there, and only shown here.</param>
/// <param name="State"><c>pending</c>, <c>healthy</c>, <c>watch</c>, <c>tight</c>, <c>exhausted</c>, <c>invalid</c>, <c>removing</c>.</param>
/// <param name="Window">Such as <c>30d</c>.</param>
/// <param name="BudgetLeft">Below 0 is overspent; null before the first events.</param>
/// <param name="ObservedAt">When the operator last looked.</param>
public sealed record ObjectiveView(
    string Id, string Name, string DisplayName, string Plugin, string Origin, string State, string Message, double Target, string Window, double? Good, double? BudgetLeft, bool Paging,
    IReadOnlyList<BurnView> Burns, BreakerView Breaker, BudgetOverrideView? Override, DateTimeOffset? ObservedAt, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, long Version, JsonNode Spec)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static ObjectiveView Of(ObjectiveRow row, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(
            row.Id.ToString(), row.Name, row.DisplayName, row.Plugin, Word(row.Origin), Word(row.State), row.Message, row.Target, OpenSloDuration.Format(TimeSpan.FromSeconds(row.PeriodSeconds)),
            row.Good, row.BudgetLeft, row.IsPaging, JsonSerializer.Deserialize<List<BurnView>>(row.Burns, Json) ?? [],
            new(Word(row.Breaker), row.BreakerFailures, row.BreakerOpenedAt, row.BreakerTrial),
            row is { OverrideBy: { } by, OverrideReason: { } reason, OverrideUntil: { } until } && until > now ? new(by, reason, until) : null,
            row.ObservedAt, row.CreatedAt, row.UpdatedAt, row.Version, JsonNode.Parse(row.Spec) ?? new JsonObject());
    }

    internal static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

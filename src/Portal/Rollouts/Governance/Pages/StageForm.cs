using System.Xml;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Governance;

namespace Portal.Rollouts.Governance.Pages;

/// <summary>A stage while it is edited.</summary>
public sealed class StageForm
{
    public string Name { get; set; } = "";

    public HashSet<string> Groups { get; } = new(StringComparer.Ordinal);

    public int Required { get; set; } = 1;

    public int FromRisk { get; set; }

    public int Hours { get; set; } = 24;

    public string OnDeadline { get; set; } = "abort";

    internal static StageForm Of(StageDraft draft)
    {
        var form = new StageForm
        {
            Name = draft.Name ?? "",
            Required = draft.Required ?? 1,
            FromRisk = draft.FromRisk ?? 0,
            Hours = DurationText.TryParse(draft.Deadline ?? "PT24H", out var deadline) ? Math.Max(1, (int)Math.Round(deadline.TotalHours)) : 24,
            OnDeadline = draft.OnDeadline ?? "abort",
        };
        form.Groups.UnionWith(draft.Groups?.OfType<string>() ?? []);
        return form;
    }

    internal StageDraft Draft() => new(
        Name.Trim(), [.. Groups.Order(StringComparer.Ordinal)], Required, FromRisk, XmlConvert.ToString(TimeSpan.FromHours(Math.Clamp(Hours, 0, 10_000))), OnDeadline);
}

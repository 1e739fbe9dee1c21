using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Rollouts.Governance.Pages;

namespace Portal.Rollouts.Governance.Components;

/// <summary>One freeze window of the policy's form.</summary>
public sealed partial class FreezeEditor : ComponentBase
{
    private static readonly DayOfWeek[] Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    [Parameter, EditorRequired]
    public required FreezeForm Freeze { get; set; }

    /// <summary>From 1.</summary>
    [Parameter, EditorRequired]
    public required int Number { get; set; }

    /// <summary>What is wrong, by JSON Pointer into the policy.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, string> Errors { get; set; }

    [Parameter]
    public bool Editable { get; set; }

    [Parameter]
    public EventCallback OnChange { get; set; }

    [Parameter]
    public EventCallback OnRemove { get; set; }

    private string Id(string field) => string.Create(CultureInfo.InvariantCulture, $"freeze-{Number}-{field}");

    private string? Error(string field) => Errors.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"/freezeWindows/{Number - 1}/{field}"));

    private string Say(string field, string help) => Error(field) ?? help;

    private string Style(string field) => Error(field) is null ? "help" : "error";

    private Task Set(Action change)
    {
        change();
        return OnChange.InvokeAsync();
    }

    private void Choose(DayOfWeek day, bool wanted) => _ = wanted ? Freeze.Days.Add(day) : Freeze.Days.Remove(day);

    private static string? Shown(DateTime? time) => time?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static DateTime? Read(ChangeEventArgs change) =>
        DateTime.TryParse(change.Value as string, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Rollouts.Governance.Pages;

namespace Portal.Rollouts.Governance.Components;

/// <summary>One stage of the policy's form.</summary>
public sealed partial class StageEditor : ComponentBase
{
    [Parameter, EditorRequired]
    public required StageForm Stage { get; set; }

    /// <summary>From 1.</summary>
    [Parameter, EditorRequired]
    public required int Number { get; set; }

    /// <summary>Names of all groups.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Groups { get; set; }

    /// <summary>What is wrong, by JSON Pointer into the policy.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, string> Errors { get; set; }

    [Parameter]
    public bool Editable { get; set; }

    [Parameter]
    public EventCallback OnChange { get; set; }

    [Parameter]
    public EventCallback OnRemove { get; set; }

    private string Id(string field) => string.Create(CultureInfo.InvariantCulture, $"stage-{Number}-{field}");

    private string? Error(string field) => Errors.Where(error => error.Key.StartsWith(string.Create(CultureInfo.InvariantCulture, $"/stages/{Number - 1}/{field}"), StringComparison.Ordinal))
        .Select(error => error.Value).FirstOrDefault();

    private string Say(string field, string help) => Error(field) ?? help;

    private string Style(string field) => Error(field) is null ? "help" : "error";

    private string? Wrong(string field) => Error(field) is null ? null : "true";

    private Task Set(Action change)
    {
        change();
        return OnChange.InvokeAsync();
    }

    private void Choose(string group, bool wanted) => _ = wanted ? Stage.Groups.Add(group) : Stage.Groups.Remove(group);

    private static int Whole(ChangeEventArgs change) => int.TryParse(change.Value as string, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : 0;
}

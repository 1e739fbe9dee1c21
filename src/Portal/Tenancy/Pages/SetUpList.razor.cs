using Microsoft.AspNetCore.Components;

namespace Portal.Tenancy.Pages;

/// <summary>Tells a new admin what to do next, from what is really there.</summary>
public sealed partial class SetUpList : ComponentBase
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<SetUpStep> Steps { get; set; }

    private int Done => Steps.Count(step => step.Done);

    private SetUpStep? Next => Steps.FirstOrDefault(step => !step.Done);
}

using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>One line of a form that the browser posts: label above, help or error below, unit in the field.</summary>
public sealed partial class TextField : ComponentBase
{
    /// <summary>What the form posts it as.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public string Type { get; set; } = "text";

    [Parameter]
    public string? Help { get; set; }

    /// <summary>What is wrong with the value; takes the place of the help.</summary>
    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public string? Unit { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public string? Autocomplete { get; set; }

    [Parameter]
    public string? Pattern { get; set; }

    [Parameter]
    public int? MinLength { get; set; }

    [Parameter]
    public int? MaxLength { get; set; }

    [Parameter]
    public bool Required { get; set; } = true;

    [Parameter]
    public bool Autofocus { get; set; }

    private string Id => "field-" + Name.Replace('.', '-');
}

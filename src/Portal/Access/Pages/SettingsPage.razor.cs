using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Access;
using Portal.Layout;

namespace Portal.Access.Pages;

/// <summary>The tenant's people and its keys.</summary>
public sealed partial class SettingsPage : ComponentBase
{
    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    private IReadOnlyList<Tab> Sections => Viewer.May(Permission.ManageApiKeys) ? [new("members", "Members"), new("api-keys", "API keys")] : [new("members", "Members")];

    private string Current => Sections.Any(tab => tab.Key == Tab) ? Tab! : "members";
}

using Microsoft.AspNetCore.Components;
using Portal.Domain.Access;
using Portal.Layout;

namespace Portal.Tenancy.Components;

/// <summary>The settings' pages, each at an address of its own. What a person may not do is not offered.</summary>
public sealed partial class SettingsTabs : ComponentBase
{
    /// <summary>Which page this is: the last part of its address.</summary>
    [Parameter, EditorRequired]
    public required string Current { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    private IEnumerable<(string Key, string Href, string Label)> Sections => Viewer.May(Permission.ManageTenant)
        ?
        [
            ("general", "/settings/general", "General"), ("members", "/settings/members", "Members and keys"), ("rollout-policy", "/settings/rollout-policy", "Rollout policy"),
            ("remediations", "/settings/remediations", "Remediations"), ("domains", "/settings/domains", "Domains"),
            ("alerts", "/settings/alerts", "Alerts"), ("webhooks", "/settings/webhooks", "Webhooks"), ("usage", "/settings/usage", "Usage"), ("export", "/settings/export", "Export"), ("danger", "/settings/danger", "Danger zone"),
        ]
        : [("general", "/settings/general", "General"), ("members", "/settings/members", "Members and keys"), ("rollout-policy", "/settings/rollout-policy", "Rollout policy"),
            ("remediations", "/settings/remediations", "Remediations"), ("usage", "/settings/usage", "Usage")];
}

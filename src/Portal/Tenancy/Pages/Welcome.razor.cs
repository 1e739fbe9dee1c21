using Microsoft.AspNetCore.Components;
using Portal.Hosting;

namespace Portal.Tenancy.Pages;

/// <summary>What Portal is, for someone who has no tenant yet.</summary>
public sealed partial class Welcome : ComponentBase
{
    [Inject]
    private PortalLinks Links { get; set; } = null!;

    private string AddressPattern => Links.Tenant("your-team");
}

using Microsoft.AspNetCore.Components;
using Portal.Layout;

namespace Portal.Tenancy.Pages;

/// <summary>The first page: a welcome on the root host, a tenant's home on its own.</summary>
public sealed partial class StartPage : ComponentBase
{
    [CascadingParameter]
    private Viewer? Viewer { get; set; }
}

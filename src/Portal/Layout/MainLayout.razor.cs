using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.Layout;

/// <summary>The frame of every page of a tenant. A page that fails takes neither the navigation nor the circuit with it.</summary>
public sealed partial class MainLayout : LayoutComponentBase
{
    private ErrorBoundary? _boundary;

    /// <summary>Another page deserves another chance: moving on clears the failure.</summary>
    protected override void OnParametersSet() => _boundary?.Recover();
}

using Portal.Operations.Pages;

namespace Portal.Layout;

/// <summary>The pages and what connects them to the use cases of their capabilities.</summary>
internal static class PagesRegistration
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuit => circuit.DisconnectedCircuitMaxRetained = 200);
        // Scoped is one a circuit, so that the viewer and his tenant never change in it.
        services.AddScoped<IViewerSource, ViewerSource>();
        services.AddScoped<ILiveScreens, LiveScreens>();
    }

    public static void MapPages(this WebApplication app) => app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server =>
        // The policy of SecurityHeaders covers the frame ancestors too.
        server.ContentSecurityFrameAncestorsPolicy = null);
}

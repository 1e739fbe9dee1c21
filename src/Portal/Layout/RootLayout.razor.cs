using Microsoft.AspNetCore.Components;

namespace Portal.Layout;

/// <summary>The frame before sign-in, on the root host and on a tenant's: rendered by the server alone.</summary>
public sealed partial class RootLayout : LayoutComponentBase;

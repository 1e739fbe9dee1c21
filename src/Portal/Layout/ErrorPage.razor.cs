using System.Diagnostics;
using Microsoft.AspNetCore.Components;

namespace Portal.Layout;

/// <summary>The answer to a request that failed before any page could be drawn.</summary>
public sealed partial class ErrorPage : ComponentBase
{
    private string? _correlationId;

    protected override void OnInitialized() => _correlationId = Activity.Current?.TraceId.ToString();
}

using System.Globalization;

namespace Portal.Benchmarks.Operator;

/// <summary>One rollout of the fleet; fifty share a namespace, as a tenant's plugins do.</summary>
internal readonly record struct FleetName(string Namespace, string Name)
{
    private const int PerNamespace = 50;

    public static FleetName Of(int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"tenant-{number / PerNamespace:000}"), string.Create(CultureInfo.InvariantCulture, $"plugin-{number:00000}"));
}

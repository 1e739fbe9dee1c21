using Portal.Domain;

namespace Portal.Infrastructure.Plugins.Packages;

/// <summary>422: an archive that is not taken. It is refused as it is, never repaired.</summary>
/// <param name="Rule">Last part of the stable code, for example <c>path</c> or <c>ratio</c>.</param>
/// <param name="Reason">Which entry breaks the rule, and what the rule is.</param>
public sealed record PackageRefused(string Rule, string Reason)
    : Error(ErrorKind.Unprocessable, $"plugin.package.{Rule}", "The plugin package is refused", Reason);

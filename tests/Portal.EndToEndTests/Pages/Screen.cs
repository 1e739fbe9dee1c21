using Microsoft.Playwright;

namespace Portal.EndToEndTests.Pages;

/// <summary>How somebody looks at the pages.</summary>
/// <param name="Width">In CSS pixels.</param>
/// <param name="Height">In CSS pixels.</param>
/// <param name="Theme">What the system asks for.</param>
/// <param name="Motion">What the system asks for.</param>
public sealed record Screen(int Width, int Height, ColorScheme Theme, ReducedMotion Motion)
{
    public static Screen Desktop { get; } = new(1440, 900, ColorScheme.Light, ReducedMotion.NoPreference);

    public static Screen Phone { get; } = new(390, 844, ColorScheme.Dark, ReducedMotion.Reduce);

    public static Screen Narrowest { get; } = new(320, 640, ColorScheme.Light, ReducedMotion.Reduce);

    public static Screen Of(int width) => new[] { Desktop, Phone, Narrowest }.Single(screen => screen.Width == width);
}

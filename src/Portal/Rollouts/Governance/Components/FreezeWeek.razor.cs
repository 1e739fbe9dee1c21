using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Rollouts.Freezing;

namespace Portal.Rollouts.Governance.Components;

/// <summary>A week from Monday, with the hours in which nothing begins; each window by its own clock.</summary>
public sealed partial class FreezeWeek : ComponentBase
{
    private static readonly string[] DayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>Dated windows are not of a week, and are left out.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<FreezeWindow> Windows { get; set; }

    private IEnumerable<(int Row, double From, double To)> Bars => Windows.Select(window => window.Times).OfType<WeeklyFreeze>()
        .SelectMany(times => times.Days.Select(day => (((int)day + 6) % 7, times.From.ToTimeSpan().TotalHours, End(times).TotalHours)));

    private string Summary => Windows.Count == 0
        ? "Rollouts may begin at any time."
        : "No rollout begins: " + string.Join("; ", Windows.Select(Words)) + ".";

    private static string Words(FreezeWindow window) => window.Times switch
    {
        WeeklyFreeze weekly => string.Create(
            CultureInfo.InvariantCulture,
            $"{window.Name}, {string.Join(", ", weekly.Days.OrderBy(day => ((int)day + 6) % 7).Select(day => day.ToString()[..3]))} {Clock(weekly.From.ToTimeSpan())} to {Clock(End(weekly))} {weekly.Zone.Id}"),
        DatedFreeze dated => string.Create(CultureInfo.InvariantCulture, $"{window.Name}, {dated.From:yyyy-MM-dd HH:mm} to {dated.To:yyyy-MM-dd HH:mm} {dated.Zone.Id}"),
        _ => window.Name,
    };

    // A policy's windows end on the day that they begin: midnight is its end.
    private static TimeSpan End(WeeklyFreeze times) => times.To > times.From ? times.To.ToTimeSpan() : TimeSpan.FromHours(24);

    private static string Clock(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}");

    private static string Place(double hours) => (hours * 10).ToString("0.##", CultureInfo.InvariantCulture);
}

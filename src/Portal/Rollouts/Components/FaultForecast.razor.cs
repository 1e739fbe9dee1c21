using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;

namespace Portal.Rollouts.Components;

/// <summary>How soon a strategy would find a fault with this plugin's traffic, computed by the analysis itself.</summary>
public sealed partial class FaultForecast : ComponentBase
{
    private static readonly double[] Faults = [0.01, 0.05, 0.2, 1];

    // What most internal tools see, and fewer errors than most have.
    private static readonly TrafficEstimate Assumed = new(20, 0.002);

    private double? _typed;
    private (RolloutStrategy? Strategy, double Requests, TrafficEstimate? Traffic) _for;
    private IReadOnlyList<(double Fault, Detection? Found)> _lines = [];

    [Parameter, EditorRequired]
    public required RolloutStrategy Strategy { get; set; }

    /// <summary>Null when it was never measured.</summary>
    [Parameter]
    public TrafficEstimate? Traffic { get; set; }

    private double PerSecond => _typed ?? (Traffic ?? Assumed).RequestsPerSecond;

    private string Requests => PerSecond.ToString(PerSecond < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);

    private double Usual => (Traffic ?? Assumed).ErrorRatio;

    private IReadOnlyList<(double Fault, Detection? Found)> Lines
    {
        get
        {
            // The weakest faults take some ten thousand bets: not with every picture of the page.
            if (_for != (Strategy, PerSecond, Traffic))
            {
                _for = (Strategy, PerSecond, Traffic);
                _lines = [.. Faults.Where(fault => fault > Usual).Select(fault => (fault, DetectionForecast.Of(AnalysisSettings.Default, PerSecond, Strategy, Usual, fault)))];
            }

            return _lines;
        }
    }

    private void Change(ChangeEventArgs change) =>
        _typed = double.TryParse(change.Value as string, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var typed) && typed is > 0 and < 1_000_000 ? typed : null;
}

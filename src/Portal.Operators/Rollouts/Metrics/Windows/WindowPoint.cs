using Portal.Domain.Rollouts.Planning;

namespace Portal.Operators.Rollouts.Metrics.Windows;

/// <summary>What a service counted of one arm in one stretch of time.</summary>
/// <param name="Arm">Whose.</param>
/// <param name="Measure">What was counted.</param>
/// <param name="At">Names the stretch: its beginning.</param>
/// <param name="Count">How many in it, as far as the service knows by now.</param>
internal readonly record struct WindowPoint(Arm Arm, WindowMeasure Measure, DateTimeOffset At, double Count);

namespace Portal.Operators.Objectives;

/// <summary>Told how objectives stand, once a minute and at every change.</summary>
internal interface IObjectiveReporter
{
    void Report(ObjectiveReading reading);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Descent.Exercises;
using Microsoft.Data.Sqlite;

namespace Descent.Grading.Gradebooks;

/// <summary>
/// The grades of a class, in one SQLite file. What was recorded is on disk when the call returns: a process killed at any moment
/// leaves each submission either recorded whole or still waiting. One process at a time has it open; threads may share it.
/// </summary>
/// <remarks>
/// Tables for whoever looks with other tools: <c>students</c>, <c>grades</c> (the judge's), <c>changes</c> (the teacher's; an empty
/// exercise means the whole submission), <c>waiting</c> (what is still to be graded), <c>history</c> (every grading there was).
/// </remarks>
public sealed class Gradebook : IDisposable
{
    /// <summary>The file's name in its folder.</summary>
    public const string FileName = "gradebook.db";

    private const string Format = "1";
    private readonly GradebookFile file;

    private Gradebook(GradebookFile file) => this.file = file;

    /// <summary>The seed of the hidden cases, drawn when the gradebook was made: every grading in it uses the same cases.</summary>
    public int Seed => int.Parse(Setting("seed"), CultureInfo.InvariantCulture);

    /// <summary>What is graded, in the order of the course.</summary>
    public IReadOnlyList<Exercise> Exercises
    {
        get
        {
            var ids = Setting("exercises").Split(' ').ToHashSet();
            return [.. Catalogue.All.Where(exercise => ids.Contains(exercise.Id))];
        }
    }

    /// <summary>The points of all that is graded.</summary>
    public int MaxPoints => Exercises.Sum(exercise => exercise.Points);

    /// <summary>The students, by name (ordinal).</summary>
    public IReadOnlyList<string> Students => file.Query("SELECT student FROM students ORDER BY student", row => row.GetString(0));

    /// <summary>The students, as they were added: whoever comes later changes nothing of this order.</summary>
    public IReadOnlyList<string> StudentsAsAdded => file.Query("SELECT student FROM students ORDER BY rowid", row => row.GetString(0));

    /// <summary>Whether a folder has a gradebook. An empty file is none: it is what a process leaves that was killed at its very start.</summary>
    public static bool Exists(string folder) => new FileInfo(Path.Combine(folder, FileName)) is { Exists: true, Length: > 0 };

    /// <summary>Makes a gradebook and draws its seed.</summary>
    /// <param name="folder">An existing folder without a gradebook.</param>
    /// <param name="exercises">What is graded.</param>
    /// <exception cref="GradebookException">There is one, or it cannot be made.</exception>
    public static Gradebook Create(string folder, IEnumerable<Exercise> exercises)
    {
        string path = Path.Combine(folder, FileName);
        if (Exists(folder))
            throw new GradebookException($"there is a gradebook already: {path}");
        var file = new GradebookFile(path, SqliteOpenMode.ReadWriteCreate);
        file.InTransaction(() => file.Change("""
            CREATE TABLE gradebook (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
            CREATE TABLE students (student TEXT PRIMARY KEY, late INTEGER NOT NULL, missing INTEGER NOT NULL,
                digest TEXT, problems TEXT NOT NULL DEFAULT '[]', reports TEXT NOT NULL DEFAULT '[]',
                seconds REAL NOT NULL DEFAULT 0) STRICT;
            CREATE TABLE grades (student TEXT NOT NULL, exercise TEXT NOT NULL, points INTEGER NOT NULL, possible INTEGER NOT NULL,
                kind TEXT NOT NULL, message TEXT NOT NULL, misconception TEXT, example TEXT, reports TEXT NOT NULL,
                PRIMARY KEY (student, exercise)) STRICT;
            CREATE TABLE changes (student TEXT NOT NULL, exercise TEXT NOT NULL, points REAL, comment TEXT, PRIMARY KEY (student, exercise)) STRICT;
            CREATE TABLE waiting (student TEXT NOT NULL, exercise TEXT NOT NULL, PRIMARY KEY (student, exercise)) STRICT;
            CREATE TABLE history (student TEXT NOT NULL, exercise TEXT NOT NULL, points INTEGER NOT NULL, kind TEXT NOT NULL, digest TEXT,
                graded_at TEXT NOT NULL) STRICT;
            INSERT INTO gradebook VALUES ('format', $format), ('seed', $seed), ('exercises', $exercises);
            """, ("$format", Format), ("$seed", RandomNumberGenerator.GetInt32(int.MaxValue).ToString(CultureInfo.InvariantCulture)),
            ("$exercises", string.Join(' ', exercises.Select(exercise => exercise.Id)))));
        return new Gradebook(file);
    }

    /// <summary>Opens the gradebook of a folder.</summary>
    /// <exception cref="GradebookException">There is none, it is another file, of another version, or in use.</exception>
    public static Gradebook Open(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!Exists(folder))
            throw new GradebookException($"there is no gradebook in {folder} ({FileName})");
        var gradebook = new Gradebook(new GradebookFile(path, SqliteOpenMode.ReadWrite));
        try
        {
            if (gradebook.Setting("format") is var format && format != Format)
                throw new GradebookException($"{path} is of version {format}; this program reads version {Format}");
            return gradebook;
        }
        catch (Exception e)
        {
            gradebook.Dispose();
            throw e is GradebookException { InnerException: null } ? e : new GradebookException($"{path} is not a gradebook", e);
        }
    }

    /// <summary>Adds exercises to what is graded; those already there stay.</summary>
    public void AddExercises(IEnumerable<Exercise> exercises) => file.Change(
        "UPDATE gradebook SET value = $value WHERE name = 'exercises'",
        ("$value", string.Join(' ', Exercises.Concat(exercises).Select(exercise => exercise.Id).Distinct())));

    /// <summary>Notes who is there: a student's name, whether late, whether nothing was handed in. What is known of others stays.</summary>
    public void AddStudents(IEnumerable<(string Student, bool Late, bool Missing)> students) => file.InTransaction(() =>
    {
        foreach (var (student, late, missing) in students)
            file.Change("""
                INSERT INTO students (student, late, missing) VALUES ($student, $late, $missing)
                ON CONFLICT (student) DO UPDATE SET late = max(late, $late), missing = min(missing, $missing)
                """, ("$student", student), ("$late", late ? 1 : 0), ("$missing", missing ? 1 : 0));
    });

    /// <summary>Notes that exercises of students are to be graded, again or for the first time.</summary>
    public void Enqueue(IEnumerable<string> students, IReadOnlyList<Exercise> exercises) => file.InTransaction(() =>
    {
        foreach (string student in students)
            foreach (Exercise exercise in exercises)
                file.Change("INSERT OR IGNORE INTO waiting VALUES ($student, $exercise)", ("$student", student), ("$exercise", exercise.Id));
    });

    /// <summary>What is still to be graded: by student, in the order of their names.</summary>
    public IReadOnlyList<(string Student, IReadOnlyList<string> Exercises)> Waiting() =>
    [
        .. file.Query("SELECT student, group_concat(exercise, ' ') FROM waiting GROUP BY student ORDER BY student",
            row => (row.GetString(0), (IReadOnlyList<string>)row.GetString(1).Split(' '))),
    ];

    /// <summary>The digest of the submission that was graded last; null before the first.</summary>
    public string? Digest(string student) =>
        file.Query("SELECT digest FROM students WHERE student = $student", row => Text(row, 0), ("$student", student)).SingleOrDefault();

    /// <summary>
    /// Records a grading, all of it or nothing: the grades, that they wait no longer, and their place in the history. What could
    /// not be graded goes on waiting, and keeps the grade that it had.
    /// </summary>
    /// <param name="student">A student that was added.</param>
    /// <param name="digest">What tells this submission from another one.</param>
    /// <param name="problems">What of the submission could not be read; null for what was noted before.</param>
    /// <param name="reports">What there is to say about it as a whole; null for what was noted before.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="results">The results of what waited.</param>
    public void Record(
        string student, string digest, IReadOnlyList<string>? problems, IReadOnlyList<string>? reports, TimeSpan duration,
        IReadOnlyList<ExerciseResult> results) => file.InTransaction(() =>
    {
        file.Change("UPDATE students SET digest = $digest, problems = coalesce($problems, problems), reports = coalesce($reports, reports), seconds = $seconds, missing = 0 WHERE student = $student",
            ("$student", student), ("$seconds", duration.TotalSeconds), ("$digest", digest), ("$problems", Json(problems)), ("$reports", Json(reports)));
        string now = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        foreach (ExerciseResult result in results)
        {
            bool graded = result.Kind != VerdictKind.NotGraded;
            file.Change($"""
                INSERT OR {(graded ? "REPLACE" : "IGNORE")} INTO grades
                VALUES ($student, $exercise, $points, $possible, $kind, $message, $misconception, $example, $reports);
                {(graded ? "DELETE FROM waiting WHERE student = $student AND exercise = $exercise;" : "")}
                INSERT INTO history VALUES ($student, $exercise, $points, $kind, $digest, $now);
                """,
                ("$student", student), ("$exercise", result.Exercise), ("$points", result.Points), ("$possible", result.Possible),
                ("$kind", result.Kind.ToString()), ("$message", result.Message), ("$misconception", result.Misconception),
                ("$example", result.Example), ("$reports", Json(result.Reports)), ("$digest", digest), ("$now", now));
        }
    });

    /// <summary>Notes what a teacher changed; null takes it back.</summary>
    /// <param name="student">The student.</param>
    /// <param name="exercise">The function's name; null for the submission as a whole.</param>
    /// <param name="change">The change.</param>
    public void SetChange(string student, string? exercise, Change? change) => file.Change(
        change is null
            ? "DELETE FROM changes WHERE student = $student AND exercise = $exercise"
            : "INSERT OR REPLACE INTO changes VALUES ($student, $exercise, $points, $comment)",
        ("$student", student), ("$exercise", exercise ?? ""), ("$points", change?.Points), ("$comment", change?.Comment));

    /// <summary>Notes whether a submission came late.</summary>
    public void SetLate(string student, bool late) =>
        file.Change("UPDATE students SET late = $late WHERE student = $student", ("$student", student), ("$late", late ? 1 : 0));

    /// <summary>All there is of one student; null for a stranger.</summary>
    public StudentGrades? Find(string student)
    {
        var changes = file.Query("SELECT exercise, points, comment FROM changes WHERE student = $student",
            row => (Exercise: row.GetString(0), Change: new Change(row.IsDBNull(1) ? null : row.GetDouble(1), Text(row, 2))), ("$student", student))
            .ToDictionary(pair => pair.Exercise, pair => pair.Change);
        var grades = file.Query("SELECT exercise, points, possible, kind, message, misconception, example, reports FROM grades WHERE student = $student",
            row => new Grade(new ExerciseResult(
                row.GetString(0), Catalogue.Find(row.GetString(0))?.Notebook ?? "", row.GetInt32(1), row.GetInt32(2), Enum.Parse<VerdictKind>(row.GetString(3)),
                row.GetString(4), Text(row, 5), Text(row, 6), List(row, 7)), changes.GetValueOrDefault(row.GetString(0))),
            ("$student", student)).ToDictionary(grade => grade.Result.Exercise);
        return file.Query("""
            SELECT late, missing, problems, reports, seconds, EXISTS (SELECT 1 FROM waiting w WHERE w.student = s.student) FROM students s WHERE student = $student
            """, row => new StudentGrades(
                student,
                row.GetBoolean(5) ? StudentState.Waiting : row.GetBoolean(1) ? StudentState.Missing : StudentState.Graded,
                row.GetBoolean(0), List(row, 2), List(row, 3), row.GetDouble(4),
                [.. Exercises.Select(exercise => grades.GetValueOrDefault(exercise.Id)).OfType<Grade>()], changes.GetValueOrDefault("")),
            ("$student", student)).SingleOrDefault();
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private string Setting(string name) => file.Query("SELECT value FROM gradebook WHERE name = $name", row => row.GetString(0), ("$name", name)).Single();

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string? Json(IReadOnlyList<string>? list) => list is null ? null : JsonSerializer.Serialize(list);

    private static string[] List(SqliteDataReader row, int column) => JsonSerializer.Deserialize<string[]>(row.GetString(column)) ?? [];
}

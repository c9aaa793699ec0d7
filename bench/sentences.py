"""Sentences that read like a guide's, in six languages, for catalogues of any size."""

LANGUAGES = ("vi", "en", "zh-Hans", "ko", "ja", "fr")
KINDS = ("cave", "pagoda", "temple", "museum", "islet", "village")
NAMES = {
    "vi": "Hang Đá Trắng số {number}", "en": "White Rock Cave no. {number}",
    "zh-Hans": "白石洞{number}号", "ko": "흰바위 동굴 {number}", "ja": "白石洞 第{number}",
    "fr": "Grotte de la Roche blanche nº {number}",
}
SUMMARIES = {
    "vi": "Cửa hang rộng mở ra vịnh, trần cao và mát quanh năm; lối đi số {number} dẫn tới bến.",
    "en": "A wide mouth opens on the bay under a high, cool roof; path {number} leads to the pier.",
    "zh-Hans": "洞口宽阔，面向海湾，洞顶高而凉爽；第{number}号小路通往码头。",
    "ko": "넓은 입구가 만을 향해 열려 있고 천장은 높고 서늘하다. {number}번 길이 선착장으로 이어진다.",
    "ja": "広い入口が湾に開き、天井は高く涼しい。{number}番の道が桟橋へ続く。",
    "fr": "Une large bouche s’ouvre sur la baie sous une voûte haute et fraîche ; le sentier {number} "
          "mène au quai.",
}
SENTENCES = {
    "vi": (
        "Từ bậc thang thứ {number}, bạn nhìn thấy cả vịnh mở ra giữa hai vách đá vôi.",
        "Người dân chài kể rằng ông bà họ từng trú bão trong {name} suốt ba ngày đêm.",
        "Trần hang cao chừng {number} mét, trên đó nước đã vẽ nên những đường gợn như sóng.",
        "Hãy chạm mắt vào cột đá bên trái: vết khắc còn rõ là của đoàn khảo sát năm xưa.",
        "Mùa nước lớn, thuyền nhỏ có thể vào sát cửa hang; mùa cạn phải đi bộ qua bãi sỏi.",
        "Lớp đá nằm nghiêng cho thấy đáy biển cổ đã bị nâng lên và gấp lại nhiều lần.",
        "Trong ngôi đền nhỏ còn giữ {number} viên gạch có hoa văn sóng nước thời Trần.",
        "Buổi chiều, ánh nắng xiên vào sâu nhất, và tiếng chim yến dội lại từ vòm đá.",
    ),
    "en": (
        "From step {number} you see the whole bay open between two walls of limestone.",
        "Fishing families say that their grandparents sat out a storm in {name} for three days.",
        "The roof is about {number} metres high, and water has drawn ripples on it like waves.",
        "Look at the column on your left: the marks cut into it are those of an old survey party.",
        "At high water a small boat comes right to the mouth; at low water you walk on shingle.",
        "The tilted beds show that an ancient sea floor was lifted and folded more than once.",
        "The little shrine still keeps {number} bricks with the wave pattern of the Trần dynasty.",
        "Late in the day the light reaches deepest, and the swiftlets echo from the vault.",
    ),
    "zh-Hans": (
        "站在第{number}级台阶上，整个海湾在两道石灰岩峭壁之间展开。",
        "渔民说，他们的祖辈曾在{name}里躲过三天三夜的台风。",
        "洞顶高约{number}米，水流在上面留下了波浪般的纹路。",
        "请看左边的石柱：上面的刻痕是当年测量队留下的。",
        "涨潮时小船可以直抵洞口；退潮时则要步行穿过卵石滩。",
        "倾斜的岩层说明，古老的海底曾多次被抬升和褶皱。",
        "小庙里还保存着{number}块陈朝水波纹砖。",
        "傍晚时分光线照得最深，金丝燕的叫声从穹顶回响。",
    ),
    "ko": (
        "{number}번째 계단에 서면 두 석회암 절벽 사이로 만 전체가 펼쳐진다.",
        "어부들은 조부모가 {name}에서 사흘 밤낮 태풍을 피했다고 말한다.",
        "천장 높이는 약 {number}미터이며 물이 물결 같은 무늬를 남겼다.",
        "왼쪽 돌기둥을 보라. 새겨진 자국은 옛 측량대가 남긴 것이다.",
        "만조에는 작은 배가 입구까지 들어오고 간조에는 자갈밭을 걷는다.",
        "기울어진 지층은 옛 바다 밑이 여러 번 솟고 접혔음을 보여 준다.",
        "작은 사당에는 쩐 왕조의 물결무늬 벽돌 {number}장이 남아 있다.",
        "늦은 오후에 빛이 가장 깊이 들고 칼새 소리가 둥근 천장에 울린다.",
    ),
    "ja": (
        "{number}段目に立つと、二つの石灰岩の壁のあいだに湾全体が開ける。",
        "漁師たちは、祖父母が{name}で三日三晩嵐をしのいだと語る。",
        "天井の高さは約{number}メートルで、水が波のような模様を描いている。",
        "左の石柱を見てください。刻まれた跡は昔の測量隊のものです。",
        "満潮には小舟が入口まで入り、干潮には砂利の浜を歩く。",
        "傾いた地層は、古い海底が何度も持ち上げられ折り曲げられたことを示す。",
        "小さな祠には陳朝の波文様のれんがが{number}個残る。",
        "夕方には光が最も深く差し、アナツバメの声が丸天井に響く。",
    ),
    "fr": (
        "De la marche {number}, toute la baie s’ouvre entre deux parois de calcaire.",
        "Les pêcheurs racontent que leurs aïeux ont attendu trois jours la fin d’un typhon dans {name}.",
        "La voûte s’élève à {number} mètres environ, et l’eau y a dessiné des rides comme des vagues.",
        "Regardez la colonne de gauche : les marques sont celles d’une ancienne mission de relevé.",
        "À marée haute, une barque vient jusqu’à la bouche ; à marée basse, on marche sur les galets.",
        "Les couches inclinées montrent qu’un ancien fond marin fut soulevé et plissé plusieurs fois.",
        "Le petit sanctuaire garde encore {number} briques à motif de vagues, d’époque Trần.",
        "En fin de journée, la lumière entre le plus loin et les salanganes résonnent sous la voûte.",
    ),
}
